import RunStatistics
import TimeBase

/// The books of one request name of one client, from the start of the run; times since the last cut.
struct RequestRecorder: ~Copyable {
  /// What can be copied when the books are cut.
  struct Counts: Sendable {
    var offered: UInt64 = 0
    var succeeded: UInt64 = 0
    var failed: UInt64 = 0
    var attempts: UInt64 = 0

    /// By cause and culprit.
    var failures = Tally()

    /// By final status.
    var statuses = Tally()

    var completed: UInt64 { succeeded + failed }

    func since(_ earlier: Counts) -> Counts {
      Counts(
        offered: offered - earlier.offered, succeeded: succeeded - earlier.succeeded,
        failed: failed - earlier.failed, attempts: attempts - earlier.attempts,
        failures: failures.since(earlier.failures), statuses: statuses.since(earlier.statuses))
    }

    func adding(_ other: Counts) -> Counts {
      Counts(
        offered: offered + other.offered, succeeded: succeeded + other.succeeded,
        failed: failed + other.failed, attempts: attempts + other.attempts,
        failures: failures.adding(other.failures), statuses: statuses.adding(other.statuses))
    }
  }

  var counts = Counts()
  var successTimes = TimeRecorder()
  var failureTimes = TimeRecorder()

  /// Of successes from the time at which they were sent, for clients that may be late with that.
  var naiveTimes = TimeRecorder()
  let canBeLate: Bool

  init(canBeLate: Bool) {
    self.canBeLate = canBeLate
  }

  mutating func end(
    _ outcome: Outcome, attempts: UInt16, after latency: TimeSpan, sent: Instant, at now: Instant
  ) {
    counts.attempts &+= UInt64(attempts)
    if outcome.status > 0 { counts.statuses.count(UInt32(outcome.status)) }
    if outcome.isSuccess {
      counts.succeeded &+= 1
      successTimes.record(latency)
      if canBeLate { naiveTimes.record(now - sent) }
    } else {
      counts.failed &+= 1
      counts.failures.count(UInt32(outcome.cause) << 16 | UInt32(outcome.culprit))
      failureTimes.record(latency)
    }
  }
}
