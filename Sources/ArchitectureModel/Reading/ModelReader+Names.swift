extension ModelReader {
  /// Reads the name of something that exists and is of the right sort.
  func name(_ node: Node, of sort: NameSort) -> String? {
    guard let name = node.value.text else {
      reportUnexpected(node, "the name of \(sort.phrase)")
      return nil
    }
    if let kind = names.kind(of: name) {
      if let objection = Self.objection(to: name, kind: kind, as: sort) {
        report(.rule(objection), at: node)
        return nil
      }
      return name
    }
    if names.hasClient(name) {
      switch sort {
      case .anyone, .client: return name
      case .callable, .component: report(.rule("'\(name)' is a client; nothing calls it"), at: node)
      case .cache, .queue, .pool, .service, .external, .database, .store:
        report(.rule("'\(name)' is a client, not \(sort.phrase)"), at: node)
      }
      return nil
    }
    let suggestion = Spelling.nearest(to: name, among: candidates(for: sort))
    report(.unknownName(name.shortened, sort: sort.word, suggestion: suggestion), at: node)
    return nil
  }

  /// Why a component of this kind is not what is asked for; `nil` if it is.
  private static func objection(to name: String, kind: String, as sort: NameSort) -> String? {
    switch (sort, kind) {
    case (_, ""), (.component, _), (.anyone, _), (.cache, "cache"), (.queue, "queue"),
      (.pool, "pool"), (.service, "service"), (.external, "external"),
      (.database, "database"):
      nil
    case (.client, _): "'\(name)' is a \(kind), not a client"
    case (.callable, "queue"): "'\(name)' is a queue; use an enqueue step"
    case (.callable, "pool"): "'\(name)' is a pool; use an acquire step"
    case (.callable, "cache"): "'\(name)' is a cache; use a cached step"
    case (.callable, _): nil
    case (.cache, _), (.queue, _), (.pool, _), (.service, _), (.external, _),
      (.database, _):
      "'\(name)' is a \(kind), not \(sort.phrase)"
    case (.store, "queue"), (.store, "pool"): "'\(name)' is a \(kind); it keeps no limits"
    case (.store, _): nil
    }
  }

  /// What could have been meant, the right sort first.
  private func candidates(for sort: NameSort) -> [String] {
    let fitting = names.components.filter {
      Self.objection(to: $0.name, kind: $0.kind, as: sort) == nil
    }
    if sort == .client { return names.clients }
    let clients = sort == .anyone ? names.clients : []
    return clients + fitting.map(\.name) + names.components.map(\.name)
  }
}
