public import TimeBase

/// What a ``CacheLock`` tells a request.
@frozen
public enum CacheLockDecision: BitwiseCopyable, Hashable, Sendable {
  /// Fetches the key, stores it and releases the lock.
  case fetch(CacheLockHold)

  /// Has waited too long: fetches the key, but does not store it.
  case fetchUncached

  /// Waits, and polls then.
  case wait(CacheLockWait)
}

/// The right to fetch a key and store it, until it has lasted too long.
@frozen
public struct CacheLockHold: BitwiseCopyable, Hashable, Sendable {
  /// When another request may fetch too.
  public let until: Instant

  @inlinable
  init(until: Instant) { self.until = until }
}

/// How long a request waits for somebody else's fetch.
@frozen
public struct CacheLockWait: BitwiseCopyable, Hashable, Sendable {
  /// When it polls.
  public var until: Instant

  /// When it no longer waits.
  public let givesUpAt: Instant

  @usableFromInline var hasTimedOut = false

  @inlinable
  init(until: Instant, givesUpAt: Instant) {
    self.until = until
    self.givesUpAt = givesUpAt
  }
}
