public import TimeBase

/// How much of a limit is left: what response headers tell a client.
@frozen
public struct RateLimitStatus: BitwiseCopyable, Hashable, Sendable {
  /// The most that passes at once.
  public let limit: Int64

  /// What would pass at this moment, in requests of cost 1; `0...limit`.
  public let remaining: Int64

  /// When a limit that counts windows starts the next one, and any other would be as if nothing had
  /// come, if nothing came until then; forever if that is never.
  public let resetAfter: TimeSpan

  @inlinable
  public init(limit: Int64, remaining: Int64, resetAfter: TimeSpan) {
    self.limit = limit
    self.remaining = remaining
    self.resetAfter = resetAfter
  }
}
