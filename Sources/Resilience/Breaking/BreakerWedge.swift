public import TimeBase

/// A half-open breaker that turns everybody away because its trial calls do not come back.
///
/// A call that never reports, lost to a crash or a bug, holds its permit for ever, and the breaker that
/// should protect its owner has become the outage. Resilience4j without a wait in the half-open state,
/// Hystrix and Polly can all get there. An alarm on this, or a timeout that ends each call, is the way
/// out.
@frozen
public struct BreakerWedge: BitwiseCopyable, Hashable, Sendable {
  /// When a trial call was last let through or came back.
  public let since: Instant

  /// How many trial calls have not come back.
  public let missingResults: Int

  init?(_ record: BreakerRecord, since: Instant, at now: Instant, after patience: TimeSpan) {
    guard record.state == .halfOpen, now - since >= patience else { return nil }
    self.since = since
    missingResults = record.presentCalls
  }
}
