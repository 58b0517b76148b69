public import TimeBase

/// Whether an entry can still be read at the very instant at which it expires. Products differ, and
/// with round spans and whole-millisecond clocks that instant is hit often.
@frozen
public enum ExpiryConvention: Hashable, Sendable {
  /// Readable at its expiry, gone after it: Redis (`keyIsExpired`), libCacheSim.
  case redis

  /// Gone at its expiry: Caffeine (`hasExpired`).
  case caffeine

  /// Gone when the clock shows a later second than at its expiry: the file cache of nginx, which
  /// counts whole seconds. Readable for up to a second too long.
  case nginx

  /// The first instant at which an entry that expires at `expiry` is gone.
  @inlinable
  func deadline(of expiry: Instant) -> Instant {
    switch self {
    case .redis: expiry + .nanoseconds(1)
    case .caffeine: expiry
    case .nginx: expiry == .distantFuture ? expiry : Self.nextSecond(after: expiry)
    }
  }

  @inlinable
  static func nextSecond(after instant: Instant) -> Instant {
    let second: Int64 = 1_000_000_000
    // Rounds down also before zero.
    let past = (instant.nanoseconds % second + second) % second
    return instant + .nanoseconds(second - past)
  }
}
