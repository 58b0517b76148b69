import TimeBase

extension ModelReader {
  /// - Parameter components: Those without a problem, sorted by name.
  func faults(_ node: Node, in components: [Component]) -> [Fault] {
    shortList(node, of: .union("fault")).compactMap { fault($0, in: components) }
  }

  private func fault(_ node: Node, in components: [Component]) -> Fault? {
    guard let variant = variant(node, of: "fault"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let (effect, key) = effect(reader, variant)
    let target = target(reader, key)
    let instance = reader.shape.field("instance") == nil ? nil : reader.whole("instance")
    if let target, let instance { check(instance, of: target, reader, components) }
    let start = reader.span("at")
    let length = reader.shape.field("for") == nil ? nil : reader.span("for")
    return Fault(effect, of: target ?? "", instance: instance, at: start ?? .zero, for: length)
  }

  private func effect(_ reader: ObjectReader, _ variant: String) -> (Fault.Effect, key: String) {
    switch variant {
    case "outageFault": return (.outage(reader.choice("mode") ?? .refuse), "outage")
    case "crashFault": return (.crash, "crash")
    case "slowFault": return (.slow(factor: reader.number("factor") ?? 1), "slow")
    case "errorsFault":
      let share = reader.share("share") ?? 0
      return (.errors(share: share, status: reader.whole("status") ?? 500), "errors")
    default: return (.flush, "flush")
    }
  }

  private func target(_ reader: ObjectReader, _ key: String) -> String? {
    guard let node = reader.value(key), let target = name(node, of: .component) else { return nil }
    guard let kind = names.kind(of: target), !kind.isEmpty else { return target }
    let kinds = Fault.kinds(for: key)
    guard kinds.contains(kind) else {
      let allowed = kinds.joined(separator: ", ")
      report(.rule("'\(target)' is a \(kind); '\(key)' is for: \(allowed)"), at: node)
      return nil
    }
    return target
  }

  private func check(
    _ instance: Int, of target: String, _ reader: ObjectReader, _ components: [Component]
  ) {
    guard let node = reader.value("instance"), let kind = names.kind(of: target), !kind.isEmpty
    else { return }
    guard kind == "service" else {
      report(.rule("'\(target)' is a \(kind), which has no instances"), at: node)
      return
    }
    let service = components.firstSorted(named: target, by: \.name)
    guard case .service(let service) = service?.kind, instance >= service.instances else { return }
    let last = service.instances - 1
    reportUnexpected(node, "an instance of '\(target)' from 0 to \(last)")
  }
}

extension Fault {
  /// The kinds of component that a fault can befall, by the key that names its target.
  static func kinds(for key: String) -> [String] {
    switch key {
    case "flush": ["cache"]
    case "crash": ["gateway", "service", "cache", "database"]
    case "slow", "errors": ["gateway", "service", "cache", "queue", "database"]
    default: Component.Kind.words
    }
  }
}
