public import TimeBase

/// Whether an entry can still be read at the very instant at which it expires. Products differ, and
/// with round spans and whole-millisecond clocks that instant is hit often.
@frozen
public enum ExpiryConvention: Hashable, Sendable {
  /// Readable at its expiry, gone after it: Redis.
  case redis

  /// Gone at its expiry: Caffeine.
  case caffeine

  /// The first instant at which an entry that expires at `expiry` is gone.
  @inlinable
  func deadline(of expiry: Instant) -> Instant {
    switch self {
    case .redis: expiry + .nanoseconds(1)
    case .caffeine: expiry
    }
  }
}
