public import ArchitectureModel

extension Architecture {
  /// Who calls whom, clients included; a pair may appear more than once.
  ///
  /// - Complexity: O(*n*) in the number of steps of all handlers.
  public var calls: [RequestPath.Call] {
    clients.flatMap { client in
      client.calls.map { RequestPath.Call(from: client.name, to: $0.target) }
    }
      + components.flatMap { component in
        component.kind.callees.map { RequestPath.Call(from: component.name, to: $0) }
      }
  }
}

extension Component.Kind {
  /// The components that this one calls, looks up in or enqueues to.
  fileprivate var callees: [String] {
    switch self {
    case .gateway(let gateway):
      (gateway.filters + gateway.routes.flatMap(\.filters)).flatMap(\.callees)
        + gateway.calls.map(\.target)
    case .balancer(let balancer): balancer.over
    case .service(let service):
      (service.filters + service.handlers.flatMap(\.steps)).flatMap(\.callees)
    case .queue(let queue): queue.steps.flatMap(\.callees)
    case .cache, .database, .pool, .external: []
    }
  }
}

extension Step {
  fileprivate var callees: [String] {
    switch self {
    case .call(let policy, _, let otherwise):
      [policy.target] + (otherwise ?? []).flatMap(\.callees)
    case .cached(let read): [read.cache] + read.otherwise.flatMap(\.callees)
    case .written(let write): [write.cache] + write.steps.flatMap(\.callees)
    case .keyValue(let operation): [operation.cache] + inner.flatMap { $0.flatMap(\.callees) }
    case .enqueue(let queue, let otherwise): [queue] + (otherwise ?? []).flatMap(\.callees)
    case .chance(_, let then, let otherwise): (then + otherwise).flatMap(\.callees)
    case .acquire(let pool, let otherwise): [pool] + (otherwise ?? []).flatMap(\.callees)
    case .transaction(let transaction):
      [transaction.database] + inner.flatMap { $0.flatMap(\.callees) }
    case .parallel, .block, .select, .lock, .guarded, .store:
      inner.flatMap { $0.flatMap(\.callees) }
    case .limit(let limit): [limit.store?.component].compactMap(\.self)
    case .compute, .wait, .respond, .fail, .release, .count, .authorise, .limitBody, .health,
      .secure, .crossOrigin:
      []
    }
  }
}
