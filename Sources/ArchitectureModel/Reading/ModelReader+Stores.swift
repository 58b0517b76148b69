extension ModelReader {
  func stores(_ reader: ObjectReader) -> [Store] {
    let shape = ValueShape.choice(Store.Scope.allCases.map(\.rawValue))
    return (reader.map("stores") ?? []).map { name, node in
      Store(name: name, scope: word(node, shape).flatMap { Store.Scope(rawValue: $0) } ?? .process)
    }
  }

  func storeUse(_ reader: ObjectReader, _ key: String, _ action: StoreUse.Action) -> Step {
    .store(
      StoreUse(
        action, in: reader.text(key) ?? "",
        absent: reader.shape.field("absent") == nil ? nil : reader.steps("absent")))
  }
}

extension CallGraph {
  /// Only the handlers of a service know its stores.
  mutating func checkStore(of use: StoreUse, at path: ModelPath, by caller: Component) {
    var names: [String] = []
    if case .service(let service) = caller.kind { names = service.stores.map(\.name) }
    guard !names.contains(use.store) else { return }
    let known = names.isEmpty ? "it has none" : "only: " + names.joined(separator: ", ")
    gaps.append(
      Gap(path: path, message: "'\(caller.name)' has no store '\(use.store.shortened)'; \(known)"))
  }
}
