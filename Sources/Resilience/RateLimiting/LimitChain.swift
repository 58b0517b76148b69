public import TimeBase

/// Several limits on one request, each with keys of its own: so many a second from an address, so many
/// an hour from a tenant, so many in all.
///
/// ```
/// var chain = LimitChain(
///   .init([
///     .init(each: .leakyBucket(.init(rate: .perSecond(10), burst: 20)), maximumKeys: 10_000),
///     .init(each: .fixedWindow(.init(limit: 1_000_000, window: .minutes(60))), maximumKeys: 1),
///   ]))
/// let decision = chain.admit(at: now) { limit in limit == 0 ? address : 0 }
/// ```
///
/// Takes the time of its limits, each asked once or twice; nothing is allocated on the way.
public struct LimitChain: Sendable {
  public let policy: Policy

  private var limits: [KeyedLimiter<SelectedLimiter>]

  /// Where the keys of the request at hand stand; -1 for a limit that does not count it.
  private var seats: [Int]

  /// - Precondition: `policy.problem` is `nil`.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "chain of limits: \(policy.problem ?? "")")
    self.policy = policy
    limits = policy.limits.map { KeyedLimiter($0) }
    seats = Array(repeating: -1, count: limits.count)
  }

  /// Decides on a request that arrives at `now`.
  ///
  /// - Parameter key: the key that a limit, by its position, knows the request under; `nil` exempts
  ///   the request from that limit.
  /// - Precondition: `cost` is not negative.
  public mutating func admit(
    cost: Int64 = 1, at now: Instant, key: (Int) -> UInt64?
  ) -> Decision {
    switch policy.charging {
    case .allOrNothing: admitByAll(cost, at: now, key)
    case .inOrder: admitInOrder(cost, at: now, key)
    }
  }

  /// The limits, by position.
  public var limitCount: Int { limits.count }

  /// How much `key` has left of a limit.
  public func status(ofLimit limit: Int, key: UInt64, at now: Instant) -> RateLimitStatus {
    limits[limit].status(of: key, at: now)
  }

  private mutating func admitByAll(
    _ cost: Int64, at now: Instant, _ key: (Int) -> UInt64?
  ) -> Decision {
    for index in limits.indices {
      seats[index] = -1
      guard let key = key(index) else { continue }
      guard let seat = limits[index].seat(of: key, at: now) else {
        let answer = limits[index].turnAway(at: now)
        if answer.isRejected { return Decision(answer, by: index) }
        continue
      }
      guard !limits[index].decision(for: cost, atSeat: seat, at: now).isRejected else {
        // Some limits take note of what they reject.
        return Decision(limits[index].admit(cost, atSeat: seat, at: now), by: index)
      }
      seats[index] = seat
    }
    var decision = Decision.admitted
    for index in limits.indices where seats[index] >= 0 {
      decision.prolong(by: limits[index].admit(cost, atSeat: seats[index], at: now), of: index)
    }
    return decision
  }

  private mutating func admitInOrder(
    _ cost: Int64, at now: Instant, _ key: (Int) -> UInt64?
  ) -> Decision {
    var decision = Decision.admitted
    for index in limits.indices {
      guard let key = key(index) else { continue }
      let answer = limits[index].admit(key, cost: cost, at: now)
      if answer.isRejected { return Decision(answer, by: index) }
      decision.prolong(by: answer, of: index)
    }
    return decision
  }
}
