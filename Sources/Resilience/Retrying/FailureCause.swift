/// How an attempt failed, as far as it matters for trying again.
@frozen
public enum FailureCause: BitwiseCopyable, Hashable, Sendable {
  /// No answer in time; the work may have been done.
  case timedOut

  /// No connection was made; no work was done.
  case refused

  /// The connection was lost; the work may have been done.
  case disconnected

  /// Turned away by a limit, a full queue, a pool or a breaker; no work was done.
  case rejected

  /// An answer with this HTTP status.
  case status(UInt16)
}
