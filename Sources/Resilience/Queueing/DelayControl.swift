public import TimeBase

/// The state of the ``QueueDelayControl`` that a queue was given.
@frozen
@usableFromInline
enum DelayControl: BitwiseCopyable, Sendable {
  case none
  case coDel(CoDel)
  case networkCoDel(NetworkCoDel)
  case standingQueueTimeout(StandingQueueTimeout)

  @usableFromInline
  init(_ control: QueueDelayControl, at start: Instant) {
    self =
      switch control {
      case .none: .none
      case .coDel(let policy): .coDel(CoDel(policy, at: start))
      case .networkCoDel(let policy): .networkCoDel(NetworkCoDel(policy))
      case .standingQueueTimeout(let policy):
        .standingQueueTimeout(StandingQueueTimeout(policy, at: start))
      }
  }

  /// Until when somebody waits who joins at `now`.
  @inlinable
  mutating func patience(joiningEmpty isEmpty: Bool, at now: Instant) -> Instant {
    guard case .standingQueueTimeout(var timeout) = self else { return .distantFuture }
    defer { self = .standingQueueTimeout(timeout) }
    return timeout.patience(joiningEmpty: isEmpty, at: now)
  }

  /// Whether somebody is dropped whose turn comes at `now`.
  @inlinable
  mutating func drops(waited: TimeSpan, behind: Int, at now: Instant) -> Bool {
    switch self {
    case .none, .standingQueueTimeout: return false
    case .coDel(var control):
      defer { self = .coDel(control) }
      return control.drops(waited: waited, at: now)
    case .networkCoDel(var control):
      defer { self = .networkCoDel(control) }
      return control.drops(waited: waited, behind: behind, at: now)
    }
  }

  @inlinable
  mutating func queueIsEmpty() {
    guard case .networkCoDel(var control) = self else { return }
    control.queueIsEmpty()
    self = .networkCoDel(control)
  }
}
