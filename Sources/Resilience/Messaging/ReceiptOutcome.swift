public import TimeBase

/// What became of a request that names a ``MessageReceipt``.
@frozen
public enum ReceiptOutcome: BitwiseCopyable, Hashable, Sendable {
  /// It was done.
  case done

  /// The message was received again since: nothing was done.
  case stale

  /// There is no such message any more: it was deleted, is a dead letter, or has expired.
  case unknown

  /// The message is visible already: it cannot be hidden for longer.
  case notInFlight

  /// The message would be hidden for longer than 12 hours after it was received; at most so long is
  /// left.
  case beyondMaximum(TimeSpan)
}
