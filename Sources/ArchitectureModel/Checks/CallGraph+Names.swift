extension CallGraph {
  /// The names under which requests may arrive anywhere, sorted, each once.
  static func requestNames(in architecture: Architecture) -> [String] {
    var names = architecture.clients.flatMap { $0.requests.map(\.name) }
    for component in architecture.components {
      switch component.kind {
      case .service(let service):
        for handler in service.handlers { collectNames(in: handler.steps, into: &names) }
      case .queue(let queue): collectNames(in: queue.steps, into: &names)
      case .gateway, .balancer, .cache, .database, .pool: break
      }
    }
    names.sort { $0.precedes($1) }
    var distinct: [String] = []
    for name in names where !(distinct.last?.isIdentical(to: name) ?? false) {
      distinct.append(name)
    }
    return distinct
  }

  private static func collectNames(in steps: [Step], into names: inout [String]) {
    for step in steps {
      if case .call(_, let name?, _) = step { names.append(name) }
      for inner in step.inner { collectNames(in: inner, into: &names) }
    }
  }
}
