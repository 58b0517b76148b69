/// The lengths of time that a key accepts.
public enum SpanRange: Hashable, Sendable {
  /// Zero is no wait at all.
  case fromZero

  /// Longer than zero.
  case positive
}
