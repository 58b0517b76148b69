import EventEngine
import TimeBase

/// How much work a second of arrivals brings to each component, at the very least.
///
/// By the operational laws the demand on a component is the rate of visits times the mean of their
/// work, and more than its workers can give makes its line grow without end. What is not known before
/// a run (what a cache holds, what limits let pass, what fails) counts for nothing, so that what is
/// said here holds in every run.
///
/// - SeeAlso: Denning and Buzen, *The operational analysis of queueing network models*, 1978.
struct Demand {
  struct Overload {
    var path: ModelPath
    var message: String
  }

  private let model: Architecture

  /// Whether nothing fails, so that breakers, throttles and timeouts let everything through: what comes
  /// then is no longer the least, but what is usual.
  private let isAllWell: Bool

  /// Calls a second, by component.
  private(set) var rates: [Double]

  /// Seconds of worker time a second, by component, in the order of the model.
  private var work: [Double]

  /// Seconds of time of processors a second, by the component that has them.
  private var computing: [Double]

  /// A model of many calls has more walks than anybody can follow; those that are left out only make
  /// the demand seem smaller.
  private var visitsLeft = 100_000

  init(_ model: Architecture, ifAllIsWell isAllWell: Bool = false) {
    self.model = model
    self.isAllWell = isAllWell
    work = model.components.map { _ in 0 }
    computing = work
    rates = work
    for client in model.clients {
      guard let rate = client.steadyRate else { continue }
      let weights = client.requests.reduce(0) { $0 + $1.weight }
      guard weights > 0 else { continue }
      for request in client.requests {
        _ = visit(
          client.call.target, request.name, rate: rate * request.weight / weights, depth: 0)
      }
    }
  }

  /// Counts visits, and returns how many seconds each takes at the least.
  private mutating func visit(
    _ name: String, _ request: String, rate: Double, depth: Int
  ) -> Double {
    visitsLeft -= 1
    guard depth < 32, visitsLeft > 0, rate > 0,
      let index = model.components.firstSortedIndex(named: name, by: \.name)
    else { return 0 }
    rates[index] += rate
    switch model.components[index].kind {
    case .gateway(let gateway):
      // What its limits, filters and routes turn away or take elsewhere is not known.
      guard gateway.limits.isEmpty, gateway.bearer == nil, gateway.filters.isEmpty,
        gateway.routes.isEmpty, let call = gateway.call
      else { return 0 }
      return visit(call.target, request, rate: rate, depth: depth + 1)
    case .balancer(let balancer):
      guard balancer.over.count == 1 else { return 0 }
      return visit(balancer.over[0], request, rate: rate, depth: depth + 1)
    case .service(let service):
      // A service that turns some away, or lets them leave, has less to do than comes.
      let handler =
        service.handlers.first { $0.request == request }
        ?? service.handlers.first { $0.request == "*" }
      guard service.limit == nil, let handler else { return 0 }
      let time = walk(handler.steps, request, rate: rate, on: index, depth: depth)
      work[index] += rate * time
      return time
    case .database(let database):
      let operation =
        database.operations.first { $0.name == request }
        ?? database.operations.first { $0.name == "*" }
      let time = (operation?.time.mean ?? 0) / 1e9
      work[index] += rate * time
      return time
    case .queue(let queue):
      let host = model.components[index].kind.processOwner.flatMap {
        model.components.firstSortedIndex(named: $0, by: \.name)
      }
      work[index] += rate * walk(queue.steps, request, rate: rate, on: host, depth: depth)
      return 0
    case .cache, .pool, .external: return 0
    }
  }

  /// Steps that are surely done, one after the other, on the processor of `host`.
  private mutating func walk(
    _ steps: [Step], _ request: String, rate: Double, on host: Int?, depth: Int
  ) -> Double {
    var time = 0.0
    for step in steps {
      switch step {
      case .compute(let own):
        time += own.mean / 1e9
        if let host { computing[host] += rate * own.mean / 1e9 }
      case .wait(let own): time += own.mean / 1e9
      case .call(let policy, let name, _):
        // A breaker, a throttle or a timeout may spare it.
        let isSure = policy.breaker == nil && policy.throttle == nil && policy.timeout == nil
        guard isSure || isAllWell else { continue }
        time += visit(policy.target, name ?? request, rate: rate, depth: depth + 1)
      case .enqueue(let queue, _): _ = visit(queue, request, rate: rate, depth: depth + 1)
      case .block(let steps): time += walk(steps, request, rate: rate, on: host, depth: depth)
      case .chance(let share, let then, let otherwise):
        time += share * walk(then, request, rate: rate * share, on: host, depth: depth)
        time +=
          (1 - share)
          * walk(otherwise, request, rate: rate * (1 - share), on: host, depth: depth)
      case .lock(let mutex):
        time += walk(mutex.steps, request, rate: rate, on: host, depth: depth)
      case .fail, .acquire, .select, .parallel, .cached, .written, .keyValue, .guarded, .store,
        .limit,
        .authorise, .limitBody, .secure, .crossOrigin, .transaction:
        // What follows may not happen, or not for all.
        return time
      case .respond, .health: return time
      case .release, .count: continue
      }
    }
    return time
  }

  var overloads: [Overload] { overloadedWorkers + overloadedProcessors }

  private var overloadedProcessors: [Overload] {
    zip(model.components, computing).compactMap { component, work in
      guard case .service(let service) = component.kind, let own = service.processor?.cores
      else { return nil }
      let cores = own * service.instances * service.processes
      guard cores > 0, work >= Double(cores), work < 1e9 else { return nil }
      let share = Int((work / Double(cores) * 100).rounded())
      return Overload(
        path: ["components", .key(component.name), "cpu"],
        message:
          "the load is \(share)% of what its \(cores) \(cores == 1 ? "core" : "cores") can compute:"
          + " requests become slower and slower; it takes at least"
          + " \(Int(work.rounded(.down)) + 1), or less work for each")
    }
  }

  private var overloadedWorkers: [Overload] {
    zip(model.components, work).compactMap { component, work in
      // Nobody at work is a choice that a model makes, for consumers that never came up.
      guard let workers = component.kind.workerCount, workers > 0, work >= Double(workers),
        work < 1e9
      else { return nil }
      let needed = Int(work.rounded(.down)) + 1
      let share = Int((work / Double(workers) * 100).rounded())
      return Overload(
        path: ["components", .key(component.name)],
        message:
          "the load is \(share)% of what its \(workers) \(workers == 1 ? "worker" : "workers") can do:"
          + " its line fills and stays full; it takes at least \(needed), or less work for each"
      )
    }
  }
}

extension Client {
  /// Requests a second of an open client whose rate does not change; `nil` for others, whose load
  /// depends on the answers or passes.
  fileprivate var steadyRate: Double? {
    guard case .open(let arrivals) = load, arrivals.limit == nil else { return nil }
    let batch = arrivals.batch?.mean ?? 1
    switch arrivals.process {
    case .poisson(let rate), .constant(let rate): return rate.perSecond * batch
    case .interarrival(let time): return time.mean > 0 ? batch * 1e9 / time.mean : nil
    case .poissonProfile, .constantProfile, .bursts, .replay: return nil
    }
  }
}

extension Component.Kind {
  /// Workers or connections, over all instances; `nil` for any number.
  fileprivate var workerCount: Int? {
    switch self {
    case .service(let service):
      service.workers.map { $0 * service.instances * service.processes }
    case .queue(let queue): queue.workers
    case .database(let database):
      database.connections.map { $0 * (1 + (database.replication?.replicas ?? 0)) }
    case .gateway, .balancer, .cache, .pool, .external: nil
    }
  }
}
