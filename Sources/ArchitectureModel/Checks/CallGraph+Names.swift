extension CallGraph {
  /// The names under which requests may arrive anywhere, sorted, each once.
  static func requestNames(in architecture: Architecture) -> [String] {
    var names = architecture.clients.flatMap { $0.requests.map(\.name) }
    for component in architecture.components {
      switch component.kind {
      case .service(let service):
        for handler in service.handlers { collectNames(in: handler.steps, into: &names) }
      case .queue(let queue): collectNames(in: queue.steps, into: &names)
      case .gateway, .balancer, .cache, .database: break
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
      switch step {
      case .call(_, let name, let otherwise):
        if let name { names.append(name) }
        collectNames(in: otherwise ?? [], into: &names)
      case .cached(_, _, _, let otherwise):
        collectNames(in: otherwise, into: &names)
      case .chance(_, let then, let otherwise):
        collectNames(in: then, into: &names)
        collectNames(in: otherwise, into: &names)
      case .compute, .wait, .enqueue, .respond, .fail: break
      }
    }
  }
}
