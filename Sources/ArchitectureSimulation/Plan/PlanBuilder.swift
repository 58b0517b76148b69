import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Turns an architecture into a plan.
///
/// What the model reader has validated is taken for granted here: every name resolves, every number
/// is in range.
final class PlanBuilder {
  let architecture: Architecture
  var plan: Plan
  private var stationNumbers: [String: Int] = [:]
  private(set) var requestNumbers: [String: UInt16] = [:]

  let datedCaches: [String]

  /// What health steps say, until every component is known.
  var pendingHealth: [Health] = []
  private var laneNumbers: [TimeSpan: Int] = [:]

  static func plan(for architecture: Architecture) -> Plan {
    let builder = PlanBuilder(architecture)
    builder.build()
    return builder.plan
  }

  private init(_ architecture: Architecture) {
    self.architecture = architecture
    datedCaches = Self.datedCaches(of: architecture)
    plan = Plan(
      model: RunResult.Model(
        name: architecture.name, about: architecture.about, sha256: architecture.sha256,
        scenario: architecture.scenario),
      duration: architecture.run.duration, warmup: architecture.run.warmup,
      inFlightLimit: architecture.run.inFlightLimit, seed: architecture.run.seed)
  }

  private func build() {
    plan.failureLimit = architecture.run.failures
    nameEverything()
    planZones()
    for component in architecture.components {
      if case .database(let database) = component.kind, database.replication != nil {
        plan.tracksVersions = true
      }
      guard case .cache(let cache) = component.kind else { continue }
      if !cache.isPlain || datedCaches.contains(component.name) { plan.tracksVersions = true }
      if cache.stale.ifError > .zero { plan.servesInsteadOfErrors = true }
    }
    for (number, client) in architecture.clients.enumerated() { add(client, number) }
    for (offset, component) in architecture.components.enumerated() {
      add(component, architecture.clients.count + offset)
    }
    housePrivateQueues()
    placeMemories()
    planHealth()
    markLoops()
    addListings()
    addPoolsOfCallers()
    addHandshake()
    for (number, fault) in architecture.faults.enumerated() { add(fault, number) }
    plan.expectations = architecture.expectations
    plan.detectors = architecture.detectors
    plan.reportOrder = makeReportOrder()
    planRecording()
    plan.markPlainWays()
  }

  /// What is counted is kept in the memory of each process.
  private func placeMemories() {
    for number in plan.counters.indices {
      plan.counters[number].firstMemory = plan.memoryCount
      plan.memoryCount += plan.stations[plan.counters[number].station].instances.count
    }
  }

  // MARK: Names

  private func nameEverything() {
    for client in architecture.clients { declare(client.name, word: "client", instances: 1) }
    for component in architecture.components {
      declare(
        component.name, word: component.kind.word,
        instances: architecture.components.instanceCount(of: component))
      switch component.kind {
      case .service(let service):
        plan.stations[plan.stations.count - 1].processes = service.processes
        plan.stations[plan.stations.count - 1].spread = service.spread
        guard !service.processWeights.isEmpty else { continue }
        plan.stations[plan.stations.count - 1].processMix = plan.mixes.count
        plan.mixes.append(WeightedChoice(weights: service.processWeights))
      case .balancer(let balancer):
        plan.stations[plan.stations.count - 1].processes = balancer.workers
      case .gateway, .cache, .queue, .database, .pool, .external: break
      }
    }
    for component in architecture.components {
      guard let owner = component.kind.owner else { continue }
      plan.stations[station(component.name)].owner = station(owner)
    }
    for name in architecture.requestNames {
      requestNumbers[name] = UInt16(plan.requestNames.count)
      plan.requestNames.append(name)
      plan.isIdempotent.append(RequestName(name).isIdempotent)
    }
    plan.entries = [UInt16](
      repeating: Instruction.noTarget, count: plan.stations.count * plan.requestNames.count)
    plan.handlers = plan.entries
  }

  private func declare(_ name: String, word: String, instances: Int) {
    stationNumbers[name] = plan.stations.count
    plan.stations.append(
      StationPlan(
        id: StreamName(name).id, role: .server,
        firstInstance: plan.instanceCount, instanceCount: instances))
    plan.instanceCount += instances
    plan.names.append(name)
    plan.words.append(word)
    plan.jobRetries.append(nil)
    plan.stations[plan.stations.count - 1].isService = word == "service"
  }

  func station(_ name: String) -> Int {
    guard let number = stationNumbers[name] else {
      preconditionFailure("no client or component is named '\(name)'; was the model validated?")
    }
    return number
  }

  func request(_ name: String) -> UInt16 {
    guard let number = requestNumbers[name] else {
      preconditionFailure("no request is named '\(name)'; was the model validated?")
    }
    return number
  }

  // MARK: Parts

  func lane(_ length: TimeSpan?) -> Int {
    guard let length else { return -1 }
    if let lane = laneNumbers[length] { return lane }
    laneNumbers[length] = plan.deadlineLengths.count
    plan.deadlineLengths.append(length)
    return plan.deadlineLengths.count - 1
  }

  func sampler(_ distribution: Distribution) -> Int {
    plan.samplers.append(DurationSampler(distribution))
    return plan.samplers.count - 1
  }

  /// Makes a call site for a policy of the station `caller`.
  ///
  /// - Parameter label: Tells the site apart from others of the same caller, in the addresses of
  ///   its draws.
  func site(
    _ policy: CallPolicy, from caller: Int, label: String, as name: String? = nil
  ) -> Int {
    let number = plan.sites.count
    var (breaker, books) = (-1, -1)
    if let breakerPolicy = policy.breaker {
      breaker = plan.breakers.count
      books = plan.breakerSites.count
      plan.breakerSites.append(number)
      for _ in 0..<plan.stations[caller].instanceCount {
        plan.breakers.append(BreakerPlan(site: number, policy: breakerPolicy))
      }
    }
    var retrier = -1
    if let policy = policy.retry {
      retrier = plan.retries.count
      plan.retries += Array(repeating: policy, count: plan.stations[caller].instanceCount)
    }
    var throttle = -1
    if let policy = policy.throttle {
      throttle = plan.throttles.count
      plan.throttles += Array(repeating: policy, count: plan.stations[caller].instanceCount)
    }
    var site = CallSite(
      caller: caller, target: station(policy.target),
      latency: plan.words[station(policy.target)] == "pool"
        || plan.stations[station(policy.target)].owner >= 0
        ? .zero
        : architecture.network.latency(from: plan.names[caller], to: policy.target),
      timeoutLane: lane(policy.timeout),
      cancelsAfterTimeout: policy.afterTimeout == .cancel,
      request: name.map(request) ?? CallSite.keepsName,
      retrier: retrier, breaker: breaker, books: books,
      throttle: throttle, throttlePurpose: StreamName("\(label)/throttle").id,
      backoffPurpose: StreamName("\(label)/backoff").id)
    let (from, to) = (plan.names[caller], policy.target)
    let isInside = plan.words[site.target] == "pool" || plan.stations[site.target].owner >= 0
    site.wire = wire(
      policy.connection, isInside ? Network.Line() : architecture.network.line(from: from, to: to),
      from: caller, to: site.target, "\(label)/wire to \(to)", isInside: isInside)
    site.heedsRetryAfter = policy.heedsRetryAfter
    plan.sites.append(site)
    return number
  }

  /// Components in the order in which a breadth-first walk from the clients meets them.
  private func makeReportOrder() -> [Int] {
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: plan.stations.count)
    var frontier = Array(plan.clients.indices)
    for client in frontier { seen[client] = true }
    while !frontier.isEmpty {
      var next: [Int] = []
      for caller in frontier {
        for site in plan.sites where site.caller == caller && !seen[site.target] {
          seen[site.target] = true
          next.append(site.target)
        }
      }
      order += next
      frontier = next
    }
    return order + plan.stations.indices.filter { !seen[$0] }
  }
}
