/// What a finished call says about the health of what was called.
@frozen
public enum CallOutcome: BitwiseCopyable, Hashable, Sendable {
  case success
  case failure

  /// Nothing either way: the caller gave up, say, or asked for something that does not exist.
  case ignored
}
