import Resilience
import TimeBase

extension ModelReader {
  func health(_ reader: ObjectReader) -> Step {
    let rules = (reader.list("health") ?? []).compactMap(healthRule)
    return .health(
      Health(
        rules, degradedStatus: reader.whole("degraded") ?? 200,
        unhealthyStatus: reader.whole("unhealthy") ?? 503))
  }

  private func healthRule(_ node: Node) -> Health.Rule? {
    guard let variant = variant(node, of: "healthRule"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let status: HealthStatus? = reader.choice(variant == "alwaysRule" ? "is" : "then")
    guard let condition = condition(reader, variant), let status else { return nil }
    return Health.Rule(condition, status)
  }

  private func condition(_ reader: ObjectReader, _ variant: String) -> Health.Condition? {
    switch variant {
    case "downRule":
      let kinds = ["gateway", "service", "cache", "queue", "database"]
      return component(reader, "down", of: kinds).map { .down($0) }
    case "queueRule":
      let name = component(reader, "queue", of: ["service", "queue", "database"])
      guard let name, let node = reader.value("above") else { return nil }
      if node.value.text != nil {
        return share(node, .either([.whole(0...1_000_000_000), .share])).map {
          .queue(name, above: $0, isShare: true)
        }
      }
      return reader.whole("above").map { .queue(name, above: Double($0), isShare: false) }
    case "errorsRule":
      let (name, above) = (reader.name("errorsOf", of: .component), reader.share("above"))
      let window = reader.span("over") ?? .seconds(10)
      guard let name, let above else { return nil }
      return .errors(name, above: above, over: window)
    case "breakerRule": return reader.name("breakerOpen", of: .component).map { .breakerOpen($0) }
    default: return .always
    }
  }

  private func component(_ reader: ObjectReader, _ key: String, of kinds: [String]) -> String? {
    guard let node = reader.value(key), let name = name(node, of: .component) else { return nil }
    guard let kind = names.kind(of: name), !kind.isEmpty else { return name }
    guard kinds.contains(kind) else {
      let allowed = kinds.joined(separator: ", ")
      report(.rule("'\(name)' is a \(kind); '\(key)' is for: \(allowed)"), at: node)
      return nil
    }
    return name
  }

  /// Checks what health endpoints say against the rest of the model.
  func checkHealth(_ components: [Component]) {
    for component in components {
      for case .health(let health) in component.kind.allSteps {
        for rule in health.rules { check(rule, of: component, among: components) }
      }
    }
  }

  private func check(_ rule: Health.Rule, of owner: Component, among components: [Component]) {
    let path: ModelPath = ["components", .key(owner.name)]
    let place = Node(value: root.nearest(to: path), path: path)
    switch rule.condition {
    case .breakerOpen(let target):
      let hasBreaker = owner.kind.allSteps.contains { step in
        guard case .call(let policy, _, _) = step else { return false }
        return policy.target == target && policy.breaker != nil
      }
      guard !hasBreaker else { return }
      report(.rule("no call of '\(owner.name)' to '\(target)' has a breaker"), at: place)
    case .queue(let name, _, let isShare):
      guard let kind = components.firstSorted(named: name, by: \.name)?.kind else { return }
      guard let room = kind.lineRoom else {
        report(.rule("'\(name)' has as many workers as come, and no line"), at: place)
        return
      }
      if isShare, room == .max {
        report(
          .rule("there is room for any number in the line of '\(name)'; say how many"), at: place)
      }
    case .down, .errors, .always: return
    }
  }
}

extension Component.Kind {
  /// How many can wait in line, over all instances; `Int.max` for any number, `nil` without a line.
  public var lineRoom: Int? {
    switch self {
    case .service(let service):
      guard service.workers != nil else { return nil }
      return service.backlog.map { $0 * service.instances * service.processes } ?? .max
    case .queue(let queue): return queue.workers == nil ? nil : queue.capacity ?? .max
    case .database(let database):
      if database.pool != nil { return .max }
      return database.connections == nil ? nil : database.waiting ?? .max
    case .gateway, .balancer, .cache, .pool, .external: return nil
    }
  }
}
