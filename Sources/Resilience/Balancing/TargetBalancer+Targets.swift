public import TimeBase

extension TargetBalancer {
  /// How many targets there are.
  public var targetCount: Int { liveCount }

  /// A look at a target.
  ///
  /// - Precondition: There is such a target.
  public subscript(target: Int) -> BalancerTarget {
    checkPresence(of: target)
    return targets[target]
  }

  /// Whether passive health keeps a target out of rotation at `now`.
  ///
  /// - Precondition: There is such a target.
  public func isSuspended(_ target: Int, at now: Instant) -> Bool {
    checkPresence(of: target)
    return liveCount > 1 && targets[target].health.isSuspended(at: now, under: policy.passiveHealth)
  }

  /// Adds a target and returns its number: that of one that was taken away and has no calls left,
  /// or else the next.
  ///
  /// - Precondition: `weight` is in `1...1_000_000`, and there are fewer than 65,536 targets.
  /// - Complexity: O(*n*).
  @discardableResult
  public mutating func addTarget(weight: Int = 1) -> Int {
    let newcomer = BalancerTarget(weight: weight)
    let number: Int
    if let vacancy = targets.firstIndex(where: { $0.isRemoved && $0.connections == 0 }) {
      targets[vacancy] = newcomer
      number = vacancy
    } else {
      number = targets.count
      precondition(
        number < TriedTargets.targetLimit, "there is no room for a target beyond \(number)")
      targets.append(newcomer)
    }
    liveCount += 1
    ranges.update(from: targets)
    countImpaired()
    return number
  }

  /// Takes a target away. Its calls run on and are released as ever.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*).
  public mutating func removeTarget(_ target: Int) {
    checkPresence(of: target)
    targets[target].isRemoved = true
    liveCount -= 1
    ranges.update(from: targets)
    countImpaired()
  }

  /// Puts a target into rotation or takes it out: because it crashed, is draining, or is back.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*).
  public mutating func setAvailable(_ target: Int, _ isAvailable: Bool) {
    checkPresence(of: target)
    targets[target].isAvailable = isAvailable
    countImpaired()
  }

  /// Counts anew who may have to be passed over; called when that can have changed, which is rare.
  mutating func countImpaired() {
    let health = policy.passiveHealth
    impairedCount = 0
    for target in targets
    where target.isRemoved || !target.isAvailable || target.health.isSuspect(under: health) {
      impairedCount += 1
    }
  }

  private func checkPresence(of target: Int) {
    precondition(
      targets.indices.contains(target) && !targets[target].isRemoved,
      "there is no target \(target)")
  }
}
