import Resilience

/// What the breakers of one call site did, over all instances that call, from the start of the run.
struct BreakerBooks: BitwiseCopyable, Sendable {
  /// Calls that were let through, and of these the trials of a breaker that was half open.
  var permitted: UInt64 = 0
  var trials: UInt64 = 0

  /// Calls that were turned away.
  var rejected: UInt64 = 0

  /// From closed to open, from half open to open, and from half open to closed.
  var opened: UInt64 = 0
  var reopened: UInt64 = 0
  var closed: UInt64 = 0

  mutating func note(from old: CircuitBreaker.State, to new: CircuitBreaker.State) {
    switch (old, new) {
    case (.closed, .open): opened &+= 1
    case (.halfOpen, .open): reopened &+= 1
    case (_, .closed): closed &+= 1
    default: break
    }
  }

  func since(_ earlier: BreakerBooks) -> BreakerBooks {
    BreakerBooks(
      permitted: permitted - earlier.permitted, trials: trials - earlier.trials,
      rejected: rejected - earlier.rejected, opened: opened - earlier.opened,
      reopened: reopened - earlier.reopened, closed: closed - earlier.closed)
  }
}
