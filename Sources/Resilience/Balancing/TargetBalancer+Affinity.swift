public import TimeBase

extension TargetBalancer {
  /// What a client whose call was sent to `target` keeps to come back to it.
  ///
  /// - Precondition: There is such a target.
  public func cookie(for target: Int) -> AffinityCookie {
    checkPresence(of: target)
    return AffinityCookie(target: target, generation: records[target].generation)
  }

  /// Lets a target finish: calls without a session go elsewhere, sessions stay until `deadline`.
  ///
  /// ``setAvailable(_:_:)`` puts the target back into rotation, or out of it at once.
  ///
  /// - Precondition: There is such a target.
  /// - Complexity: O(*n*).
  public mutating func drain(_ target: Int, until deadline: Instant) {
    setAvailable(target, false)
    records[target].drainsUntil = deadline.nanoseconds
  }

  /// Whether a target takes the calls of sessions only.
  ///
  /// - Precondition: There is such a target.
  public func isDraining(_ target: Int, at now: Instant) -> Bool {
    checkPresence(of: target)
    return !records[target].isAvailable && now.nanoseconds < records[target].drainsUntil
  }

  /// Chooses the target of the client's session, or another by the algorithm if that one is gone, is
  /// suspended, or has been tried; then the client gets a new cookie. Counts the call as a connection.
  ///
  /// Under smooth weighted round robin the call is charged to the target as if it had been picked, so
  /// that the others make up for it, but nobody's debt exceeds what all earn in one round.
  ///
  /// - Complexity: O(*n*) under smooth weighted round robin, otherwise O(1) while the session lasts.
  @inlinable
  public mutating func pick(
    stickingTo cookie: AffinityCookie, for key: RoutingKey = .none,
    excluding tried: TriedTargets = TriedTargets(), at now: Instant,
    using draws: inout some RandomNumberGenerator
  ) -> Int? {
    pickHolder(of: cookie, excluding: tried, at: now)
      ?? pick(for: key, excluding: tried, at: now, using: &draws)
  }

  /// Sends a call to the target of the client's session and counts it as a connection; `nil` if that one
  /// is gone, is suspended, or has been tried.
  ///
  /// - Complexity: As ``pick(stickingTo:for:excluding:at:using:)`` while the session lasts.
  public mutating func pickHolder(
    of cookie: AffinityCookie, excluding tried: TriedTargets = TriedTargets(), at now: Instant
  ) -> Int? {
    guard let target = holder(of: cookie, excluding: tried, at: now) else { return nil }
    connect(target, at: now)
    return target
  }

  private mutating func holder(
    of cookie: AffinityCookie, excluding tried: TriedTargets, at now: Instant
  ) -> Int? {
    let target = cookie.target
    guard
      records.indices.contains(target), !records[target].isRemoved, records[target].isListed,
      records[target].generation == cookie.generation, !tried.contains(target),
      !isSuspended(target, at: now),
      records[target].isAvailable || isDraining(target, at: now)
    else { return nil }
    if case .smoothWeightedRoundRobin = policy.algorithm {
      charge(target, eligibility(excluding: tried, at: now))
    }
    // The call comes out of turn.
    settleSnake()
    return target
  }

  private mutating func charge(_ target: Int, _ eligibility: TargetEligibility) {
    guard eligibility.includes(target, records[target]) else { return }
    settleCredits()
    var total = 0
    for index in records.indices where eligibility.includes(index, records[index]) {
      // What nobody draws on does not pile up.
      if earn(index, into: &total) > steps[index] &* records.count, index != target {
        credits[index] = steps[index] &* records.count
      }
    }
    credits[target] = max(credits[target] &- total, -total)
  }
}
