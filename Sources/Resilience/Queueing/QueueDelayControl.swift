/// How a queue bounds the time that is spent in it, whatever its order.
@frozen
public enum QueueDelayControl: BitwiseCopyable, Hashable, Sendable {
  case none

  /// ``CoDel``, which drops by the lowest wait of an interval.
  case coDel(CoDel.Policy)

  /// ``NetworkCoDel``, which drops one at a time at a growing rate.
  case networkCoDel(NetworkCoDel.Policy)

  /// ``StandingQueueTimeout``, which makes those impatient who join a queue that does not drain.
  case standingQueueTimeout(StandingQueueTimeout.Policy)

  /// What makes the control unusable, if anything.
  public var problem: String? {
    switch self {
    case .none: nil
    case .coDel(let policy): policy.problem
    case .networkCoDel(let policy): policy.problem
    case .standingQueueTimeout(let policy): policy.problem
    }
  }
}
