public import TimeBase

/// What a series of health checks says of one target: up or down, with hysteresis.
///
///            fall failures in a row
///       up ──────────────────────────▶ down
///        ◀──────────────────────────
///            rise successes in a row
///
/// The checks themselves are sent by the owner, at the times that this names, and cost the target
/// what they cost. One that has no answer after ``Policy/timeout`` has failed.
///
///     var check = HealthCheck(.haProxy)
///     if let change = check.record(.failure) { log(change) }
///     let next = check.nextCheck(after: startOfThisOne, word: draws.next())
///
/// - SeeAlso: HAProxy, *Configuration manual*, `inter`, `rise`, `fall`, `observe`; Kubernetes,
///   *Configure liveness, readiness and startup probes*; Envoy, *Health checking*.
@frozen
public struct HealthCheck: BitwiseCopyable, Hashable, Sendable {
  public let policy: Policy

  /// Whether calls should go there.
  public private(set) var isUp: Bool

  /// Checks in a row that contradict the state.
  public private(set) var contradictions = 0

  /// How many of them change it.
  private var limit: Int

  /// Failed calls in a row.
  private var errors = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    switch policy.start {
    case .up: (isUp, limit) = (true, policy.fall)
    case .upUntilFirstFailure: (isUp, limit) = (true, 1)
    case .down: (isUp, limit) = (false, policy.rise)
    case .downUntilFirstSuccess: (isUp, limit) = (false, 1)
    }
  }

  /// Takes note of a check, and says whether that changed the state. One that was cut short for
  /// reasons of the checker's own is ignored.
  @discardableResult
  public mutating func record(_ outcome: CallOutcome) -> HealthChange? {
    guard outcome != .ignored else { return nil }
    guard (outcome == .success) != isUp else {
      contradictions = 0
      limit = isUp ? policy.fall : policy.rise
      return nil
    }
    contradictions += 1
    guard contradictions >= limit else { return nil }
    isUp.toggle()
    contradictions = 0
    errors = 0
    limit = isUp ? policy.fall : policy.rise
    return isUp ? .cameUp : .wentDown
  }

  /// Takes note of an ordinary call: ``Policy/errorLimit`` failures in a row count as a failed check.
  @discardableResult
  public mutating func observe(_ outcome: CallOutcome) -> HealthChange? {
    guard policy.errorLimit > 0, isUp else { return nil }
    switch outcome {
    case .ignored: return nil
    case .success:
      errors = 0
      return nil
    case .failure:
      errors += 1
      guard errors >= policy.errorLimit else { return nil }
      errors = 0
      return record(.failure)
    }
  }

  /// The time from the start of the last check to that of the next, before jitter.
  public var interval: TimeSpan {
    if contradictions > 0 { return policy.transitionalInterval }
    return isUp ? policy.interval : policy.downInterval
  }

  /// When the next check is due.
  ///
  /// - Parameters:
  ///   - start: When the last one was sent.
  ///   - word: Random bits for the jitter.
  public func nextCheck(after start: Instant, word: UInt64 = 0) -> Instant {
    let span = UInt64(interval.nanoseconds)
    let spread = (span / 100).multipliedReportingOverflow(by: UInt64(policy.jitter)).partialValue
    return start + interval
      + TimeSpan(nanoseconds: Int64(clamping: word.multipliedFullWidth(by: spread).high))
  }

  /// When the first check of one of several targets is due, spread evenly over an interval so that
  /// they don't all come at once.
  ///
  /// - Precondition: `index` is in `0..<count`.
  public func firstCheck(ofTarget index: Int, among count: Int, after start: Instant) -> Instant {
    precondition((0..<count).contains(index), "target \(index) is not one of \(count)")
    let product = Int128(policy.interval.nanoseconds) * Int128(index) / Int128(count)
    return start + policy.initialDelay + TimeSpan(nanoseconds: Int64(product))
  }
}
