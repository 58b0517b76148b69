public import TimeBase

/// What all circuit breakers have in common, whoever's rules they go by.
public protocol CallBreaker: Sendable {
  /// Decides whether a call may be made now.
  mutating func admit(at now: Instant) -> CircuitBreaker.Permission

  /// Records how a call came out that was let through.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  mutating func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission, lasting duration: TimeSpan,
    at now: Instant)

  var state: CircuitBreaker.State { get }

  /// When an open breaker ends its wait.
  var openUntil: Instant? { get }

  /// Calls that were let through and are not recorded yet.
  var inFlightCount: Int { get }
}

extension CircuitBreaker: CallBreaker {}
extension HystrixBreaker: CallBreaker {}
extension PollyBreaker: CallBreaker {}
extension SelectedBreaker: CallBreaker {}
