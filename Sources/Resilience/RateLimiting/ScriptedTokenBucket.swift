public import TimeBase

/// A token bucket as the well-known Redis script keeps it (Stripe's, and Spring Cloud Gateway's after
/// it): in whole seconds, with everything written back on every request.
///
/// * A bucket is read as full if its key is missing or has expired. Keys expire after twice the time
///   that an empty bucket takes to fill, cut to whole seconds.
/// * The second of the latest request is stored even if the request is rejected and even if it is
///   older than the one before: after a clock has stepped back, the time in between refills again.
/// * Tokens come when the second changes, a whole second's worth at a time.
///
/// `now` is the wall clock of whoever runs the script, counted from the epoch.
///
/// - SeeAlso: Stripe, *Scaling your API with rate limiters*, 2017; Spring Cloud Gateway,
///   `request_rate_limiter.lua`.
public typealias ScriptedTokenBucket = SingleLimiter<ScriptedTokenBucketPolicy>

/// How fast a ``ScriptedTokenBucket`` refills and how much it holds.
@frozen
public struct ScriptedTokenBucketPolicy: Hashable, Sendable {
  /// Tokens that come each second; 1 or more. Spring calls it `replenishRate`.
  public let tokensPerSecond: Int64

  /// The most tokens the bucket holds; Spring's `burstCapacity`.
  public let capacity: Int64

  /// Tokens of a bucket whose key is missing; in `0...capacity`. The script begins with all.
  public let initial: Int64

  /// How long a key is kept that nobody asks for; `nil` for ``timeToLive``, as the script has it.
  public let lifetime: TimeSpan?

  @inlinable
  public init(
    tokensPerSecond: Int64, capacity: Int64, initial: Int64? = nil, timeToLive: TimeSpan? = nil
  ) {
    self.tokensPerSecond = tokensPerSecond
    self.capacity = capacity
    self.initial = initial ?? capacity
    lifetime = timeToLive
  }

  public var problem: String? {
    if tokensPerSecond < 1 {
      return "one token or more must come each second, not \(tokensPerSecond)"
    }
    if capacity < 0 { return "the capacity must not be negative, and is \(capacity)" }
    if !(0...capacity).contains(initial) {
      return "a bucket of \(capacity) cannot begin with \(initial) tokens"
    }
    return lifetime == nil && timeToLive < 1
      ? "a capacity of \(capacity) is less than half of the \(tokensPerSecond) tokens of a second: its "
        + "key would have to expire after 0 s, which Redis refuses"
      : nil
  }

  /// The seconds after which a key expires that nobody asks for.
  @inlinable
  public var timeToLive: Int64 {
    let (half, odd) = tokensPerSecond.quotientAndRemainder(dividingBy: 2)
    let (whole, rest) = capacity.quotientAndRemainder(dividingBy: max(1, tokensPerSecond))
    // Twice the quotient, and one more if the rest is half of the divisor or more.
    return 2 &* min(whole, .max / 4) &+ (rest >= half &+ odd ? 1 : 0)
  }

  @frozen
  public struct State: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline var tokens: Int64

    /// The second of the latest request.
    @usableFromInline var last: Int64

    /// The last instant at which the key can be read.
    @usableFromInline var expiry: Instant

    @inlinable
    init(tokens: Int64, last: Int64, expiry: Instant) {
      self.tokens = tokens
      self.last = last
      self.expiry = expiry
    }
  }
}

extension ScriptedTokenBucketPolicy: RateLimitPolicy {
  /// The state of a missing key.
  @inlinable
  public func makeState(at now: Instant) -> State {
    State(tokens: capacity, last: 0, expiry: Instant(nanoseconds: .min))
  }

  @inlinable
  public func admit(cost: Int64, to state: inout State, at now: Instant) -> RateLimitDecision {
    precondition(cost >= 0, "a request cannot cost \(cost) tokens")
    let seconds = seconds(at: now)
    let filled = filled(state, at: now)
    let isAdmitted = filled >= cost
    state = State(
      tokens: isAdmitted ? filled &- cost : filled, last: seconds,
      expiry: now + (lifetime ?? .seconds(timeToLive)))
    guard !isAdmitted else { return .admitted }
    guard cost <= capacity else { return .rejected(retryAfter: nil) }
    return .rejected(retryAfter: wait(for: cost &- filled, from: seconds, at: now))
  }

  public func status(of state: State, at now: Instant) -> RateLimitStatus {
    let filled = filled(state, at: now)
    let base = now > state.expiry ? seconds(at: now) : max(state.last, seconds(at: now))
    return RateLimitStatus(
      limit: capacity, remaining: filled,
      resetAfter: filled == capacity ? .zero : wait(for: capacity - filled, from: base, at: now))
  }

  /// The tokens at `now`, before any are taken.
  @inlinable
  func filled(_ state: State, at now: Instant) -> Int64 {
    guard now <= state.expiry else { return initial }
    let elapsed = max(0, seconds(at: now) &- state.last)
    let (gained, isHuge) = elapsed.multipliedReportingOverflow(by: tokensPerSecond)
    return isHuge || gained >= capacity &- state.tokens ? capacity : state.tokens &+ gained
  }

  /// The whole seconds since the epoch, rounded down.
  @inlinable
  func seconds(at now: Instant) -> Int64 {
    let (quotient, remainder) = now.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder < 0 ? quotient &- 1 : quotient
  }

  /// The time until so many tokens have come since the start of a second.
  @inlinable
  func wait(for missing: Int64, from second: Int64, at now: Instant) -> TimeSpan {
    let (quotient, rest) = missing.quotientAndRemainder(dividingBy: tokensPerSecond)
    let due = TimeSpan.seconds(second) + .seconds(rest > 0 ? quotient &+ 1 : quotient)
    return due - TimeSpan(nanoseconds: now.nanoseconds)
  }
}
