public import TimeBase

/// Chooses which of several targets gets the next call, and keeps the books that the choice needs.
///
///     var balancer = TargetBalancer(.init(algorithm: .leastConnections), targetCount: 3)
///     if let target = balancer.pick(at: now, using: &draws) {
///       ...
///       balancer.release(target, .success, at: later)
///     }
///
/// A target is a small number, given out by ``addTarget(weight:named:)``. It is passed over while its
/// owner says that it is not available, while passive health checks suspend it, and when the request
/// has tried it already. With a single target passive health is not looked at, as in nginx: there is
/// nowhere else to go.
public struct TargetBalancer: Sendable {
  public let policy: Policy

  /// What of the policy every pick looks at.
  @usableFromInline let method: PickMethod
  @usableFromInline let health: PassiveHealth.Policy

  /// The size of a sample, or the number of draws.
  @usableFromInline let choiceCount: Int

  /// The targets by number, those taken away among them.
  @usableFromInline var records: ContiguousArray<TargetRecord>

  /// The calls that each target has; apart from the records because picks run through all of them.
  @usableFromInline var loads: ContiguousArray<Int32>

  /// The fewest of them.
  @usableFromInline var leastLoad = LeastLoad()

  /// What each target is owed in smooth weighted round robin, in thousandths of a weight, and what
  /// it earns in a round.
  var credits: ContiguousArray<Int>
  var steps: ContiguousArray<Int>

  /// Who is picked next by smooth weighted round robin while all earn the same; what they have earned
  /// meanwhile stands in no credit.
  @usableFromInline var turns = TurnOrder()

  /// What all together earn in a round while nothing has been taken from anybody's weight.
  var stepTotal = 0

  /// Targets that were not taken away.
  @usableFromInline var liveCount = 0

  /// Targets that may have to be passed over whoever asks: taken away, not available, or with
  /// enough failures for a suspension. Mostly 0, and then nobody needs a second look.
  @usableFromInline var impairedCount = 0

  /// Targets that failures have cost weight which has not grown back.
  @usableFromInline var lightenedCount = 0

  /// Targets whose share is not full.
  @usableFromInline var easedCount = 0

  /// Whether all targets that are there have the same weight.
  @usableFromInline var hasOneWeight = true

  /// Where round robin goes on.
  @usableFromInline var cursor = 0

  /// What hashes by weight choose from, and random choice, for which shares count too.
  var ranges = WeightRanges()
  @usableFromInline var drawnRanges = WeightRanges()

  /// What only some algorithms keep.
  var lookup = KeyLookup()
  @usableFromInline var schedule = DeadlineSchedule()
  @usableFromInline var estimates: ContiguousArray<PeakEWMA> = []
  @usableFromInline var probes: ProbePool

  /// Who is picked next by least connections while calls only come. Of this, too, nothing stands in the
  /// credits.
  @usableFromInline var snake = SnakeOrder()

  /// Creates a balancer over targets of the given weights, numbered from 0.
  ///
  /// - Parameters:
  ///   - weights: One for each target.
  ///   - names: One for each target, such as `10.0.0.1:443`, that ``BalancingAlgorithm/ketama`` and
  ///     ``BalancingAlgorithm/maglev(tableSize:)`` place it by; the numbers if there are none.
  /// - Precondition: Each weight is in `1...1_000_000`, there are at most 65,536, and there are as
  ///   many names, or none.
  public init(_ policy: Policy, weights: [Int] = [], names: [String] = []) {
    precondition(policy.problem == nil, policy.problem ?? "")
    precondition(
      weights.count <= TriedTargets.targetLimit, "there is no room for \(weights.count) targets")
    precondition(
      names.isEmpty || names.count == weights.count,
      "\(names.count) names do not fit \(weights.count) targets")
    self.policy = policy
    method = PickMethod(policy.algorithm)
    health = policy.passiveHealth
    choiceCount = policy.algorithm.choiceCount
    records = ContiguousArray(weights.map { TargetRecord(weight: $0) })
    loads = ContiguousArray(repeating: 0, count: weights.count)
    credits = ContiguousArray(repeating: 0, count: weights.count)
    steps = ContiguousArray(records.map(\.step))
    probes = ProbePool(policy.probing)
    liveCount = weights.count
    for number in weights.indices {
      prepareState(of: number, named: names.isEmpty ? nil : names[number])
    }
    updateWeights()
  }

  /// Creates a balancer over `targetCount` targets of equal weight.
  ///
  /// - Precondition: `targetCount` is in `0...65_536`.
  public init(_ policy: Policy, targetCount: Int) {
    self.init(policy, weights: Array(repeating: 1, count: targetCount))
  }

  /// Chooses a target for a call and counts the call as its connection; `nil` if there is none.
  ///
  /// - Parameters:
  ///   - key: What algorithms that route by key go by.
  ///   - tried: The targets that the request must not meet again.
  ///   - draws: Asked only by algorithms that choose at random.
  /// - Complexity: O(*n*) for *n* targets where all are compared, which are round robin by weights that
  ///   differ, the shortest queues and least request with different weights; O(1) for the others (O(log *n*) for
  ///   weights that differ and for ketama, O(16) for Prequal) as long as nobody needs to be passed
  ///   over. Nothing is allocated, except now and then when round robin
  ///   by weight or least connections find the order of targets of one weight.
  @inlinable
  public mutating func pick(
    for key: RoutingKey = .none, excluding tried: TriedTargets = TriedTargets(), at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let choice =
      impairedCount == 0 && tried.isEmpty
      ? pickOfAll(for: key, at: now, using: &draws)
      : choose(eligibility(excluding: tried, at: now), for: key, at: now, using: &draws)
    guard let choice else { return nil }
    connect(choice, at: now)
    return choice
  }

  /// A pick where nobody has to be passed over, without a second look where none is needed.
  @inlinable
  mutating func pickOfAll(
    for key: RoutingKey, at now: Instant, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    switch method {
    case .roundRobin: return nextInTurn()
    case .smoothWeightedRoundRobin where turns.isRotation && areAllEqual: return turns.rotate()
    case .leastConnections where snake.isFound && areAllEqual: return snake.next()
    case .leastConnections where areAllEqual: return pickLeastConnectedOfAll()
    case .powerOfTwo where loads.count > 1:
      let (first, second) = twoRanks(below: loads.count, using: &draws)
      return lessLoaded(first, second)
    case .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random, .randomTwo,
      .powerOfTwo, .shortestOfSample, .leastRequest, .peakEWMA, .prequal, .byKey:
      let eligibility = eligibility(excluding: TriedTargets(), at: now)
      return choose(eligibility, for: key, at: now, using: &draws)
    }
  }

  /// Whether all targets that are there earn the same in every round, and loads compare as they are.
  @inlinable
  var areAllEqual: Bool {
    mutating get { hasOneWeight && easedCount | lightenedCount == 0 }
  }

  /// What the algorithm makes of those who may be picked.
  @inlinable
  mutating func choose(
    _ eligibility: TargetEligibility, for key: RoutingKey, at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    switch method {
    case .roundRobin: pickInTurn(eligibility)
    case .smoothWeightedRoundRobin: pickSmoothly(eligibility)
    case .leastConnections: pickLeastConnected(eligibility)
    case .joinShortestQueue: pickShortest(eligibility, using: &draws)
    case .random: pickAtRandom(eligibility, using: &draws)
    case .randomTwo: pickOfRandomTwo(eligibility, using: &draws)
    case .powerOfTwo: pickOfTwo(eligibility, using: &draws)
    case .shortestOfSample: pickOfSample(choiceCount, eligibility, using: &draws)
    case .leastRequest: pickLeastRequested(of: choiceCount, eligibility, using: &draws)
    case .peakEWMA: pickOfTwoEstimates(eligibility, at: now, using: &draws)
    case .prequal: pickProbed(eligibility, at: now, using: &draws)
    case .byKey: pick(by: key, eligibility)
    }
  }

  /// Takes note that a call is over.
  ///
  /// - Parameter latency: How long it took; ``BalancingAlgorithm/peakEWMA(_:)`` learns from it.
  /// - Returns: Whether passive health suspended the target for it, or found that it has recovered.
  /// - Precondition: The call was picked and has not been released.
  @discardableResult
  public mutating func release(
    _ target: Int, _ outcome: CallOutcome, lasting latency: TimeSpan? = nil, at now: Instant
  ) -> HealthChange? {
    precondition(
      loads.indices.contains(target) && loads[target] > 0,
      "target \(target) has no call to release")
    if snake.isCalm { settleSnake() }
    loads[target] &-= 1
    leastLoad.release(loads[target], target)
    if let latency, method == .peakEWMA { observe(latency, of: target, at: now) }
    guard health.maxFails > 0, liveCount > 1, !records[target].isRemoved else {
      return nil
    }
    switch outcome {
    case .ignored: return nil
    case .success: return recordSuccess(of: target)
    case .failure: return recordFailure(of: target, at: now)
    }
  }

  @inlinable
  @inline(__always)
  mutating func connect(_ target: Int, at now: Instant) {
    if leastLoad.isKnown { leastLoad.connect(loads[target], target) }
    loads[target] &+= 1
    guard health.maxFails > 0, records[target].health.isDueForCheck(at: now, under: health) else {
      return
    }
    records[target].health.recordPick(at: now, under: health)
  }

  private mutating func recordSuccess(of target: Int) -> HealthChange? {
    guard records[target].health.failCount > 0 else { return nil }
    let wasSuspect = records[target].health.isSuspect(under: health)
    records[target].health.recordSuccess()
    guard wasSuspect else { return nil }
    countImpaired()
    return records[target].health.isSuspect(under: health) ? nil : .cameUp
  }

  /// A failure also costs effective weight, so that a target that comes back is eased in.
  private mutating func recordFailure(of target: Int, at now: Instant) -> HealthChange? {
    let wasSuspect = records[target].health.isSuspect(under: health)
    records[target].health.recordFailure(at: now, under: health)
    let cost = records[target].weight / Int32(clamping: health.maxFails)
    lighten(target, by: cost)
    guard !wasSuspect else { return nil }
    countImpaired()
    return records[target].health.isSuspect(under: health) ? .wentDown : nil
  }
}
