import Resilience
import RunStatistics
import TimeBase

/// What the checks of a balancer's process have found each of its targets to be.
struct TargetChecks {
  struct Target {
    fileprivate(set) var check: HealthCheck
    fileprivate(set) var books: CheckBooks

    /// Goes up when somebody else takes its place, of whom earlier checks say nothing.
    fileprivate(set) var generation: UInt32 = 0
    fileprivate(set) var isListed = true

    /// Whether a check is under way, or will be.
    fileprivate(set) var isRunning = false

    /// Checks so far, whoever was there.
    fileprivate(set) var serial: UInt32 = 0

    fileprivate mutating func settle(at now: Instant) {
      books.down.change(to: isListed && !check.isUp ? 1 : 0, at: now)
    }
  }

  private let policy: HealthCheck.Policy
  private(set) var targets: [Target]

  init(_ policy: HealthCheck.Policy, targetCount: Int) {
    self.policy = policy
    let check = HealthCheck(policy)
    targets = Array(
      repeating: Target(
        check: check, books: CheckBooks(down: TimeWeightedLevel(check.isUp ? 0 : 1))),
      count: targetCount)
  }

  func isUp(_ target: Int) -> Bool { targets[target].check.isUp }

  mutating func begin(_ target: Int) { targets[target].isRunning = true }

  /// A check is due.
  ///
  /// - Returns: Which one of the target's it is; `nil` if the target is not there, so that its checks
  ///   end.
  mutating func send(_ target: Int) -> UInt32? {
    guard targets[target].isListed else {
      targets[target].isRunning = false
      return nil
    }
    targets[target].serial &+= 1
    targets[target].books.sent &+= 1
    return targets[target].serial
  }

  /// A check has ended.
  ///
  /// - Parameter generation: That of whom it was sent to.
  mutating func record(
    _ outcome: CallOutcome, of target: Int, _ generation: UInt32, at now: Instant
  ) -> HealthChange? {
    if outcome == .failure { targets[target].books.failed &+= 1 }
    guard targets[target].isListed, targets[target].generation == generation else { return nil }
    return note(targets[target].check.record(outcome), of: target, at: now)
  }

  /// An ordinary call has ended.
  mutating func observe(
    _ outcome: CallOutcome, of target: Int, at now: Instant
  ) -> HealthChange? {
    guard targets[target].isListed else { return nil }
    return note(targets[target].check.observe(outcome), of: target, at: now)
  }

  private mutating func note(
    _ change: HealthChange?, of target: Int, at now: Instant
  ) -> HealthChange? {
    switch change {
    case .wentDown: targets[target].books.wentDown &+= 1
    case .cameUp: targets[target].books.cameUp &+= 1
    case nil: return nil
    }
    targets[target].settle(at: now)
    return change
  }

  /// Notes that somebody new is there, or nobody.
  ///
  /// - Returns: Whether checks have to begin anew.
  mutating func list(_ target: Int, _ isListed: Bool, at now: Instant) -> Bool {
    targets[target].isListed = isListed
    targets[target].generation &+= 1
    if isListed { targets[target].check = HealthCheck(policy) }
    targets[target].settle(at: now)
    return isListed && !targets[target].isRunning
  }
}

/// What the checks of one target by one process came to.
struct CheckBooks: BitwiseCopyable, Sendable {
  var sent: UInt64 = 0
  var failed: UInt64 = 0
  var wentDown: UInt64 = 0
  var cameUp: UInt64 = 0

  /// 1 while it is left out for its checks.
  var down: TimeWeightedLevel
}
