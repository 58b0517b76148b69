/// One limit of any kind: what a limiter is whose kind is only known when a configuration is read.
///
/// A `switch` over the kinds takes the place of an existential: nothing is allocated, and each
/// kind decides as it does alone.
///
/// ```
/// let limits = KeyedLimiter<SelectedLimiter>(
///   .init(each: .gcra(.init(rate: .perSecond(10), burst: 5)), maximumKeys: 10_000))
/// ```
@frozen
public enum SelectedRateLimit: Hashable, Sendable {
  case tokenBucket(TokenBucket.Policy)
  case periodicTokenBucket(PeriodicTokenBucket.Policy)
  case scriptedTokenBucket(ScriptedTokenBucketPolicy)
  case leakyBucket(LeakyBucket.Policy)
  case gcra(GCRAPolicy)
  case fixedWindow(FixedWindowPolicy)
  case slidingCounter(SlidingCounterPolicy)
  case slidingLog(SlidingLogPolicy)
  case cyclicPermits(CyclicPermitsPolicy)

  public var problem: String? {
    switch self {
    case .tokenBucket(let policy): policy.problem
    case .periodicTokenBucket(let policy): policy.problem
    case .scriptedTokenBucket(let policy): policy.problem
    case .leakyBucket(let policy): policy.problem
    case .gcra(let policy): policy.problem
    case .fixedWindow(let policy): policy.problem
    case .slidingCounter(let policy): policy.problem
    case .slidingLog(let policy): policy.problem
    case .cyclicPermits(let policy): policy.problem
    }
  }

  /// What a limiter of each kind remembers of one key.
  @frozen
  public enum State: Sendable {
    case tokenBucket(TokenBucket.State)
    case periodicTokenBucket(PeriodicTokenBucket.State)
    case scriptedTokenBucket(ScriptedTokenBucketPolicy.State)
    case leakyBucket(LeakyBucket.State)
    case gcra(GCRAPolicy.State)
    case fixedWindow(FixedWindowPolicy.State)
    case slidingCounter(SlidingCounterPolicy.State)
    case slidingLog(SlidingLogPolicy.State)
    case cyclicPermits(CyclicPermitsPolicy.State)

    /// A log that is being changed, which must have no second owner while it is.
    case inUse
  }
}

/// One limiter of any kind.
public typealias SelectedLimiter = SingleLimiter<SelectedRateLimit>
