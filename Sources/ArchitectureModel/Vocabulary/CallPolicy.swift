public import Resilience
public import TimeBase

/// How a caller calls one of its dependencies: whom, how long it waits, and what it does on failure.
///
/// The same policy serves clients, gateways, and the call steps of handlers.
public struct CallPolicy: Hashable, Sendable {
  /// What becomes of the callee's work when the caller has stopped waiting.
  public enum AfterTimeout: String, CaseIterable, Hashable, Sendable {
    /// The callee goes on and the result is thrown away, as most real servers do.
    case abandon

    /// The cancellation reaches the callee at once, which drops what it has not finished.
    case cancel
  }

  public var target: String

  /// The longest wait for one attempt; `nil` waits forever.
  public var timeout: TimeSpan?
  public var afterTimeout: AfterTimeout
  public var retry: RetryPolicy?
  public var breaker: CircuitBreaker.Policy?
  public var hedge: Hedge?

  /// Turns away calls that the callee would probably turn away; before the breaker is asked.
  public var throttle: AdaptiveThrottle.Policy?

  /// How the caller comes by a connection; `nil` if there always is one.
  public var connection: Connection?

  /// Whether a retry waits at least as long as `Retry-After` of the answer says.
  public var heedsRetryAfter = false

  public init(
    target: String, timeout: TimeSpan? = nil, afterTimeout: AfterTimeout = .abandon,
    retry: RetryPolicy? = nil, breaker: CircuitBreaker.Policy? = nil, hedge: Hedge? = nil,
    throttle: AdaptiveThrottle.Policy? = nil
  ) {
    self.target = target
    self.timeout = timeout
    self.afterTimeout = afterTimeout
    self.retry = retry
    self.breaker = breaker
    self.hedge = hedge
    self.throttle = throttle
  }
}

/// Sending the same call again while the first is still under way; the first success wins.
public struct Hedge: Hashable, Sendable {
  /// How long the last copy sent has to be without an answer before the next is sent. A copy that
  /// fails makes the next one go out at once (gRPC's A6 hedging).
  public var delay: TimeSpan

  /// Copies at most, the first included.
  public var copies: Int

  /// What becomes of the copies that have not won.
  public var rest: CallPolicy.AfterTimeout

  public init(delay: TimeSpan, copies: Int = 2, rest: CallPolicy.AfterTimeout = .cancel) {
    self.delay = delay
    self.copies = copies
    self.rest = rest
  }
}
