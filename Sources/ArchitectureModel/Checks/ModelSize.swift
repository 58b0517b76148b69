import EventEngine
import Resilience

/// How much of everything a model has in all, where a run needs memory or numbers for it.
///
/// Each part of a model is limited where it is read; what the parts multiply to is limited here.
struct ModelSize {
  /// Instances of all services, and one of every other component.
  private(set) var instances = 0

  /// Names of requests, for each client anew.
  private(set) var requests = 0

  /// Different names under which requests arrive anywhere.
  private(set) var requestNames = 0

  /// Steps, the nested ones included, operations of databases, and limits of gateways.
  private(set) var steps = 0

  /// Names that balancers list.
  private(set) var targetNames = 0

  /// What balancers choose from.
  private(set) var targets = 0

  /// Retry policies and breakers, of which each instance that calls has its own.
  private(set) var policies = 0

  /// Seconds that the windows of breakers remember, one window for each instance that calls.
  private(set) var breakerSeconds = 0

  /// Keys of Zipf's distributions, which take a table.
  private(set) var tableKeys: Int64 = 0

  private let stations: Int

  /// Sorted by name.
  private let components: [Component]

  init(_ architecture: Architecture) {
    stations = architecture.clients.count + architecture.components.count
    requestNames = architecture.requestNames.count
    components = architecture.components
    for client in architecture.clients { count(client) }
    for component in components { count(component) }
  }

  /// What is more than a run has room for, each with its place.
  var excesses: [(message: String, path: ModelPath)] {
    let limits: [(count: Int, limit: Int, what: String, path: ModelPath)] = [
      (requests, 20_000, "requests of all clients", ["clients"]),
      (Int(clamping: tableKeys), 50_000_000, "keys of all zipf distributions", ["clients"]),
      (instances, 100_000, "instances of all components", ["components"]),
      (requestNames, 20_000, "different names of requests", []),
      (steps, 30_000, "steps, operations and limits of all components", ["components"]),
      (targetNames, 20_000, "names of targets of all balancers", ["components"]),
      (targets, 1_000_000, "targets of all balancers", ["components"]),
      (
        policies, 100_000, "retry policies and breakers (one for each instance that calls)",
        ["components"]
      ),
      (
        breakerSeconds, 5_000_000,
        "seconds in windows of breakers (one for each instance that calls)", ["components"]
      ),
    ]
    return limits.filter { $0.count > $0.limit }.map {
      ("\($0.count) \($0.what) are too many; the limit is \($0.limit)", $0.path)
    }
  }

  /// Bytes, or nearly, that a copy of the books of a run takes.
  var booksSize: Int { 300 * instances + 3_000 * stations + 1_500 * requests }

  private mutating func count(_ client: Client) {
    requests += client.requests.count
    let keys = client.requests.map(\.key) + [client.addressPopularity, client.tenants]
    for case .zipf(let keys, _)? in keys { tableKeys += keys }
    for call in client.calls { count(call, instances: 1) }
  }

  private mutating func count(_ component: Component) {
    let own = components.instanceCount(of: component)
    instances += own
    switch component.kind {
    case .gateway(let gateway):
      steps += gateway.limits.count
      count(gateway.filters, instances: own)
      // A route that renames requests is compiled for each name.
      for route in gateway.routes { count(route.filters, instances: own) }
      if !gateway.routes.isEmpty { steps += requestNames * (1 + mostFilters(of: gateway)) }
      for call in gateway.calls { count(call, instances: own) }
    case .balancer(let balancer):
      targetNames += balancer.over.count
      let only = balancer.over.count == 1 ? balancer.over[0] : nil
      let target = only.flatMap { components.firstSorted(named: $0, by: \.name) }
      targets += target.map(components.instanceCount) ?? balancer.over.count
    case .service(let service):
      steps += service.handlers.count
      count(service.filters, instances: own)
      for handler in service.handlers { count(handler.steps, instances: own) }
    case .queue(let queue):
      count(queue.steps, instances: own)
    case .database(let database):
      steps += database.operations.count
    case .external(let external):
      steps += external.limits.count + external.answers.count
    case .cache, .pool:
      break
    }
  }

  private func mostFilters(of gateway: Gateway) -> Int {
    gateway.routes.map { $0.filters.flatMap(\.withInner).count }.max() ?? 0
  }

  /// - Parameter copies: How often the steps are compiled: what nobody waits for is once more.
  private mutating func count(_ list: [Step], instances own: Int, copies: Int = 1) {
    for step in list {
      steps += copies * weight(of: step)
      if case .call(let policy, _, _) = step { count(policy, instances: own * copies) }
      let inside = min(copies * (isDoubled(step) ? 2 : 1), 1 << 20)
      for inner in step.inner { count(inner, instances: own, copies: inside) }
    }
  }

  /// Steps that are as much as this one.
  private func weight(of step: Step) -> Int {
    if case .cached(let read) = step { return cache(read.cache)?.isPlain ?? true ? 1 : 5 }
    if case .keyValue = step { return 3 }
    if case .written = step { return 3 }
    return 1
  }

  private func isDoubled(_ step: Step) -> Bool {
    if case .cached(let read) = step {
      return cache(read.cache)?.stale.renewsInBackground ?? false
    }
    if case .written(let write) = step { return write.strategy == .writeBehind }
    return false
  }

  private func cache(_ name: String) -> Cache? {
    guard case .cache(let cache)? = components.firstSorted(named: name, by: \.name)?.kind else {
      return nil
    }
    return cache
  }

  private mutating func count(_ policy: CallPolicy, instances own: Int) {
    if policy.retry != nil { policies += own }
    if let throttle = policy.throttle { breakerSeconds += own * throttle.parts }
    guard let breaker = policy.breaker else { return }
    policies += own
    if case .seconds(let seconds) = breaker.window { breakerSeconds += own * seconds }
  }
}

extension [Component] {
  /// As many processes as the instances of a service have, or the service that a pool or cache is part
  /// of; 1 of whatever else.
  ///
  /// - Precondition: The components are sorted by name.
  public func instanceCount(of component: Component) -> Int {
    switch component.kind {
    case .service(let service): return service.mostInstances * service.processes
    case .pool, .cache:
      guard let name = component.kind.owner, let owner = firstSorted(named: name, by: \.name) else {
        return 1
      }
      return instanceCount(of: owner)
    case .queue(let queue):
      guard let name = queue.owner, let owner = firstSorted(named: name, by: \.name),
        case .service(let service) = owner.kind
      else { return 1 }
      return queue.scope == .instance ? service.mostInstances : instanceCount(of: owner)
    case .balancer(let balancer): return balancer.workers
    case .database(let database): return 1 + (database.replication?.replicas ?? 0)
    case .gateway, .external: return 1
    }
  }
}
