public import TimeBase

extension TargetBalancer {
  /// How many targets there are.
  public var targetCount: Int { liveCount }

  /// A look at a target.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*) while smooth weighted round robin or least connections go on and on.
  public subscript(target: Int) -> BalancerTarget {
    checkPresence(of: target)
    let record = records[target]
    let credit = credits[target] &+ turns.owed(to: target) &+ snake.owed(to: target)
    return BalancerTarget(
      currentWeight: credit / Int(TargetRecord.fullShare), health: record.health,
      weight: record.weight, effectiveWeight: record.effectiveWeight, share: record.share,
      connections: loads[target], isAvailable: record.isAvailable)
  }

  /// Whether passive health keeps a target out of rotation at `now`.
  ///
  /// - Precondition: There is such a target.
  public func isSuspended(_ target: Int, at now: Instant) -> Bool {
    checkPresence(of: target)
    return liveCount > 1 && records[target].health.isSuspended(at: now, under: policy.passiveHealth)
  }

  /// Adds a target and returns its number: that of one that was taken away and has no calls left,
  /// or else the next.
  ///
  /// - Parameter name: What consistent hashing places it by; its number if there is none.
  /// - Precondition: `weight` is in `1...1_000_000`, and there are fewer than 65,536 targets.
  /// - Complexity: O(*n*), and for consistent hashing that of a new ring or table.
  @discardableResult
  public mutating func addTarget(weight: Int = 1, named name: String? = nil) -> Int {
    settleCredits()
    settleSnake()
    var newcomer = TargetRecord(weight: weight)
    let number: Int
    if let vacancy = records.indices.first(where: { records[$0].isRemoved && loads[$0] == 0 }) {
      newcomer.generation = records[vacancy].generation &+ 1
      records[vacancy] = newcomer
      (credits[vacancy], steps[vacancy]) = (0, newcomer.step)
      number = vacancy
    } else {
      number = records.count
      precondition(
        number < TriedTargets.targetLimit, "there is no room for a target beyond \(number)")
      records.append(newcomer)
      loads.append(0)
      leastLoad = LeastLoad()
      credits.append(0)
      steps.append(newcomer.step)
    }
    liveCount += 1
    prepareState(of: number, named: name)
    updateWeights()
    return number
  }

  /// Takes a target away. Its calls run on and are released as ever.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*), and for consistent hashing that of a new ring or table.
  public mutating func removeTarget(_ target: Int) {
    checkPresence(of: target)
    records[target].isRemoved = true
    liveCount -= 1
    probes.forget(target)
    updateWeights()
  }

  /// Puts a target into rotation or takes it out: because it crashed, is draining, or is back.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*).
  public mutating func setAvailable(_ target: Int, _ isAvailable: Bool) {
    checkPresence(of: target)
    records[target].isAvailable = isAvailable
    records[target].drainsUntil = .min
    countImpaired()
  }

  /// Says whether a target is there at all. One that is not keeps its number and its place, but is never
  /// called, and panic is judged by the others.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*).
  public mutating func setListed(_ target: Int, _ isListed: Bool) {
    checkPresence(of: target)
    records[target].isListed = isListed
    countImpaired()
  }

  /// Says how much of its weight counts for a target from now on, as ``SlowStart`` has it for one that
  /// has just come back.
  ///
  /// Round robin by weight, random choice by weight, least connections and least request go by it,
  /// those that ignore weights and hashes do not.
  ///
  /// - Precondition: There is such a target, and `share` is in `1...1_000`.
  /// - Complexity: O(*n*).
  public mutating func setShare(_ target: Int, thousandths share: Int) {
    checkPresence(of: target)
    precondition(
      (1...Int(TargetRecord.fullShare)).contains(share), "a share of \(share) is not in 1...1000")
    records[target].share = Int32(share)
    steps[target] = records[target].step
    updateShares()
  }

  /// Counts anew who may have to be passed over; called when that can have changed, which is rare.
  mutating func countImpaired() {
    let health = policy.passiveHealth
    impairedCount = 0
    for target in records
    where target.isRemoved || !target.isListed || !target.isAvailable
      || target.health.isSuspect(under: health)
    {
      impairedCount += 1
    }
  }

  /// Takes effective weight away from a target; it grows back as others are picked.
  mutating func lighten(_ target: Int, by cost: Int32) {
    guard cost > 0 else { return }
    let before = records[target]
    records[target].effectiveWeight = max(0, before.effectiveWeight - cost)
    steps[target] = records[target].step
    if before.effectiveWeight == before.weight { lightenedCount += 1 }
  }

  func checkPresence(of target: Int) {
    precondition(
      records.indices.contains(target) && !records[target].isRemoved,
      "there is no target \(target)")
  }

  /// Makes room for what the algorithm keeps of a target besides the record.
  mutating func prepareState(of target: Int, named name: String?) {
    switch policy.algorithm {
    case .peakEWMA(let policy):
      let estimate = PeakEWMA(policy)
      if target < estimates.count {
        estimates[target] = estimate
      } else {
        estimates.append(estimate)
      }
    case .leastRequest: schedule.enter(target, weight: Double(records[target].weight))
    case .ketama, .maglev:
      lookup.enter(target, TargetIdentity(name: name ?? String(target)))
    case .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
      .randomTwo, .powerOfTwo, .shortestOfSample, .prequal, .addressHash, .keyHash:
      break
    }
  }

  /// Brings everything up to date that depends on who is there and with what weight.
  mutating func updateWeights() {
    ranges.update(weights: records.lazy.map { $0.isRemoved ? 0 : Int($0.weight) })
    let weights = records.lazy.filter { !$0.isRemoved }.map(\.weight)
    hasOneWeight = weights.allSatisfy { $0 == weights.first }
    lightenedCount = records.count { $0.effectiveWeight < $0.weight }
    lookup.update(for: policy.algorithm, from: records)
    updateShares()
    countImpaired()
  }

  private mutating func updateShares() {
    easedCount = records.count { !$0.isRemoved && $0.share < TargetRecord.fullShare }
    stepTotal = records.reduce(0) { $0 + ($1.isRemoved ? 0 : $1.heft) }
    guard easedCount > 0 else {
      drawnRanges = ranges
      return
    }
    drawnRanges.update(weights: records.lazy.map { $0.isRemoved ? 0 : $0.heft })
  }
}
