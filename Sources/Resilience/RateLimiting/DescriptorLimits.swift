public import TimeBase

/// A bucket for all requests and one for each descriptor that requests may match, as Envoy's local rate
/// limit filter keeps them.
///
/// There is one timer. Descriptors are refilled at each so-many-th of its ticks, which is why their
/// intervals must be multiples of that of the bucket for all. The buckets of all descriptors that a
/// request matches are charged in order, the one that refills slowest first, up to the first that is
/// empty: those before it stay charged. The bucket for all comes last.
///
/// - SeeAlso: Envoy, `LocalRateLimiterImpl`, with its fill timer.
public struct DescriptorLimits: Sendable {
  public struct Policy: Hashable, Sendable {
    /// The bucket for all requests.
    public let everyone: PeriodicTokenBucket.Policy

    public let descriptors: [PeriodicTokenBucket.Policy]

    /// Whether the bucket for all is also charged for requests that match a descriptor.
    public let alwaysChargesEveryone: Bool

    public init(
      everyone: PeriodicTokenBucket.Policy, descriptors: [PeriodicTokenBucket.Policy],
      alwaysChargesEveryone: Bool = true
    ) {
      self.everyone = everyone
      self.descriptors = descriptors
      self.alwaysChargesEveryone = alwaysChargesEveryone
    }

    public var problem: String? {
      if let problem = everyone.problem { return problem }
      for (index, descriptor) in descriptors.enumerated() {
        if let problem = descriptor.problem { return "descriptor \(index): \(problem)" }
        if descriptor.interval.nanoseconds % everyone.interval.nanoseconds != 0 {
          return
            "descriptor \(index): its interval of \(descriptor.interval) must be a multiple of "
            + "\(everyone.interval), that of the bucket for all"
        }
      }
      return nil
    }
  }

  public let policy: Policy

  private var everyone: PeriodicTokenBucket
  private var buckets: [PeriodicTokenBucket]

  /// The positions of the descriptors, strictest first.
  private let order: [Int]

  /// Makes full buckets.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  public init(_ policy: Policy, at start: Instant = .zero) {
    precondition(policy.problem == nil, "limits by descriptor: \(policy.problem ?? "")")
    self.policy = policy
    everyone = PeriodicTokenBucket(policy.everyone, at: start)
    buckets = policy.descriptors.map { PeriodicTokenBucket($0, at: start) }
    let speeds = policy.descriptors.map(Self.tokensPerSecond)
    order = buckets.indices.sorted { (speeds[$0], $0) < (speeds[$1], $1) }
  }

  /// Decides on a request that arrives at `now`.
  ///
  /// - Parameter matches: whether the request matches the descriptor at a position.
  /// - Returns: The decision, and the descriptor that rejects; `nil` if none or the bucket for all
  ///   does.
  public mutating func admit(
    at now: Instant, matching matches: (Int) -> Bool
  ) -> (decision: RateLimitDecision, descriptor: Int?) {
    var matchesAny = false
    for index in order where matches(index) {
      matchesAny = true
      let decision = buckets[index].admit(at: now)
      if decision.isRejected { return (decision, index) }
    }
    guard !matchesAny || policy.alwaysChargesEveryone else { return (.admitted, nil) }
    return (everyone.admit(at: now), nil)
  }

  /// How much is left for requests that match a descriptor; `nil` is the bucket for all.
  public func status(ofDescriptor descriptor: Int?, at now: Instant) -> RateLimitStatus {
    descriptor.map { buckets[$0].status(at: now) } ?? everyone.status(at: now)
  }

  /// In whole numbers: what is below one a second, or refills more often than that, counts as Envoy
  /// counts it.
  private static func tokensPerSecond(_ policy: PeriodicTokenBucket.Policy) -> Int64 {
    policy.tokens / max(1, policy.interval.nanoseconds / 1_000_000_000)
  }
}
