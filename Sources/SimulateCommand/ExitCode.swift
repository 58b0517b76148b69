/// What the program tells its caller by ending.
public enum ExitCode: Int32, Hashable, Sendable {
  /// The run was made and every expectation held; or the command did what it was asked for.
  case success = 0

  /// An expectation did not hold.
  case expectationFailed = 1

  /// The command line or the model is wrong, or a file cannot be read or written.
  case unusable = 2

  /// No expectation failed, but one could not be decided, or the run was stopped at a bound.
  case inconclusive = 3

  /// A self-check failed: the simulator is wrong, not the model.
  case selfCheckFailed = 4

  /// Interrupted from the keyboard.
  case interrupted = 130
}
