public import TimeBase

/// When somebody who waits for a lock looks whether those who have it wait for him in turn.
///
/// To look costs more than most waits last, so that PostgreSQL does it once for each wait, after a while.
/// Whoever closes a circle began to wait last and is sure to look; it gives up, and the others go on
/// (`deadlock_timeout`, and `DeadLockCheck` in PostgreSQL's `deadlock.c`).
@frozen
public struct DeadlockCheck: BitwiseCopyable, Hashable, Sendable {
  public var timeout: TimeSpan

  /// The default of PostgreSQL.
  @inlinable
  public init(after timeout: TimeSpan = .seconds(1)) { self.timeout = timeout }

  /// What makes the check unusable, if anything.
  public var problem: String? {
    timeout > .zero
      ? nil : "a deadlock is looked for after a time above 0s, not after \(timeout)"
  }
}
