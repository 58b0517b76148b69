import Resilience
import TimeBase

/// How long a balancer goes on sending to a target that refuses everything, and who else would notice
/// it first.
///
/// A breaker in front of a balancer sees the failures of one target among the successes of the others.
/// If it opens before the balancer leaves the target out, one dead instance takes all away; an outlier
/// detector of the same balancer that is quicker makes the checks useless.
///
/// What is said holds for targets of which each gets its share, and only where the rate of calls is
/// known before a run.
struct DetectionDelays {
  struct Complaint {
    var path: ModelPath
    var message: String
  }

  /// How something finds out, and after how long at most.
  private struct Finding {
    var words: String
    var delay: TimeSpan
  }

  private(set) var complaints: [Complaint] = []
  private let model: Architecture
  private let edges: CallEdges
  private let rates: [Double]

  init(_ model: Architecture, _ edges: CallEdges) {
    self.model = model
    self.edges = edges
    rates = Demand(model, ifAllIsWell: true).rates
    for (component, rate) in zip(model.components, rates) {
      guard case .balancer(let balancer) = component.kind, let share = share(in: balancer)
      else { continue }
      let path: ModelPath = ["components", .key(component.name)]
      // Failures of one target, as each process of the balancer sees them by itself.
      let failures = rate * share / Double(balancer.workers)
      compareWithBreakers(balancer, named: component.name, share, failures, at: path)
      compareWithOutliers(balancer, failures, at: path)
    }
  }

  /// The largest share of the calls that one target gets; `nil` if there is no other.
  private func share(in balancer: Balancer) -> Double? {
    guard balancer.weights.isEmpty else {
      let total = balancer.weights.reduce(0, +)
      guard balancer.weights.count(where: { $0 > 0 }) > 1, let most = balancer.weights.max()
      else { return nil }
      return Double(most) / Double(total)
    }
    var count = balancer.over.count
    if count == 1, let target = model.components.firstSorted(named: balancer.over[0], by: \.name),
      case .service(let service) = target.kind
    {
      count = service.instances
    }
    return count > 1 ? 1 / Double(count) : nil
  }

  // MARK: Those in front

  private mutating func compareWithBreakers(
    _ balancer: Balancer, named name: String, _ share: Double, _ failures: Double,
    at path: ModelPath
  ) {
    // What is tried elsewhere never comes to a breaker.
    guard (balancer.nextUpstream?.tries ?? 1) == 1,
      let own = quickest(checks(of: balancer), passive(balancer, failures))
    else { return }
    for edge in ways(to: name) {
      guard let policy = edge.policy.breaker, let calls = callsPerBreaker(of: edge),
        let opening = opening(of: policy, calls: calls, failing: share), opening < own.delay
      else { continue }
      complaints.append(
        Complaint(
          path: path,
          message:
            "a dead target is sent to for up to \(own.delay.forReading) (\(own.words)), but one alone"
            + " makes the breaker of '\(edge.caller)' open after \(opening.forReading) and turn away"
            + " what the others would serve; check more often, or let the breaker look at more calls"
        ))
    }
  }

  /// All calls that come through to a balancer: of itself, and of gateways that pass on to nobody else.
  private func ways(to name: String) -> [CallEdges.Edge] {
    var found: [CallEdges.Edge] = []
    var next = [name]
    var seen: [String] = []
    while let target = next.popLast(), !seen.contains(target) {
      seen.append(target)
      for edge in edges.edges where edge.policy.target == target {
        found.append(edge)
        if case .gateway(let gateway)? = model.components
          .firstSorted(named: edge.caller, by: \.name)?.kind, gateway.calls.count == 1
        {
          next.append(edge.caller)
        }
      }
    }
    return found
  }

  /// Calls a second that one breaker of an edge sees; `nil` if others come to the same target.
  private func callsPerBreaker(of edge: CallEdges.Edge) -> Double? {
    guard edges.edges.count(where: { $0.policy.target == edge.policy.target }) == 1,
      let target = model.components.firstSortedIndex(named: edge.policy.target, by: \.name)
    else { return nil }
    let caller = model.components.firstSorted(named: edge.caller, by: \.name)
    let breakers = caller.map { model.components.instanceCount(of: $0) } ?? 1
    return rates[target] > 0 ? rates[target] / Double(max(1, breakers)) : nil
  }

  /// When a breaker opens that has seen only successes, and of whose calls such a share fails from then
  /// on; `nil` if it does not.
  private func opening(
    of policy: CircuitBreaker.Policy, calls: Double, failing share: Double
  ) -> TimeSpan? {
    guard share >= policy.failureRate else { return nil }
    switch policy.window {
    case .calls(let count):
      return .seconds(Double(count) * policy.failureRate / share / calls)
    case .seconds(let seconds):
      guard calls * Double(seconds) >= Double(policy.minimumCalls) else { return nil }
      return .seconds(Double(seconds) * policy.failureRate / share)
    }
  }

  // MARK: The balancer itself

  private mutating func compareWithOutliers(
    _ balancer: Balancer, _ failures: Double, at path: ModelPath
  ) {
    guard let outliers = balancer.outliers, failures > 0,
      let own = quickest(checks(of: balancer), passive(balancer, failures))
    else { return }
    let limits = [outliers.consecutiveErrors, outliers.consecutiveGatewayFailures]
    guard let limit = limits.filter({ $0 > 0 }).min() else { return }
    let delay = TimeSpan.seconds(Double(limit) / failures)
    guard delay < own.delay else { return }
    complaints.append(
      Complaint(
        path: path,
        message:
          "its health checks find a dead target after up to \(own.delay.forReading) (\(own.words)), its"
          + " outlier detection already after \(delay.forReading): the checks come too late to spare"
          + " anybody; check more often, or leave one of both out"))
  }

  /// A target that refuses at once fails its checks without waiting for their timeout.
  private func checks(of balancer: Balancer) -> Finding? {
    guard let policy = balancer.activeHealth?.policy else { return nil }
    let count = policy.fall == 1 ? "1 check" : "\(policy.fall) checks"
    return Finding(
      words: "\(count), one every \(policy.interval)",
      delay: policy.worstDetection - policy.timeout)
  }

  private func passive(_ balancer: Balancer, _ failures: Double) -> Finding? {
    guard let policy = balancer.passiveHealth, policy.maxFails > 0, failures > 0 else { return nil }
    let count = policy.maxFails == 1 ? "1 failure" : "\(policy.maxFails) failures"
    return Finding(
      words: balancer.workers == 1 ? count : "\(count) in each of \(balancer.workers) processes",
      delay: .seconds(Double(policy.maxFails) / failures))
  }

  private func quickest(_ findings: Finding?...) -> Finding? {
    findings.compactMap(\.self).min { $0.delay < $1.delay }
  }
}

extension TimeSpan {
  fileprivate static func seconds(_ seconds: Double) -> TimeSpan {
    TimeSpan(roundingNanoseconds: min(seconds, 1e9) * 1e9)
  }

  /// Three digits at most are read.
  fileprivate var forReading: TimeSpan {
    let step: Int64 =
      nanoseconds >= 10_000_000_000
      ? 1_000_000_000 : nanoseconds >= 1_000_000_000 ? 100_000_000 : 1_000_000
    return TimeSpan(nanoseconds: max(step, (nanoseconds + step / 2) / step * step))
  }
}
