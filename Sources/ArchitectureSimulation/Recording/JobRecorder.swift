import EventEngine
import RunStatistics
import TimeBase

/// The books of the jobs of one queue, from the start of the run; times since the last cut.
///
/// `accepted = succeeded + failed + lost` and those that are still there.
struct JobRecorder: ~Copyable {
  /// What can be copied when the books are cut.
  struct Counts: Sendable {
    var accepted: UInt64 = 0
    var succeeded: UInt64 = 0
    var failed: UInt64 = 0
    var lost: UInt64 = 0

    /// Calls that a guard did not let the jobs make.
    var blocked: UInt64 = 0

    /// Jobs that were done though they had been done before.
    var duplicates: UInt64 = 0

    /// Jobs that were not taken because they had been before.
    var suppressed: UInt64 = 0

    /// Calls that hang at the queue now, which has not taken their jobs.
    var hanging: UInt64 = 0

    /// Of those that failed, by cause and culprit.
    var failures = Tally()

    /// Calls with a retry policy, by how many attempts they took; those that a guard refused took none.
    var attempts = Tally()

    /// Jobs that have ended, by how often they were given to a worker line.
    var deliveries = Tally()

    func since(_ earlier: Counts) -> Counts {
      Counts(
        accepted: accepted - earlier.accepted, succeeded: succeeded - earlier.succeeded,
        failed: failed - earlier.failed, lost: lost - earlier.lost,
        blocked: blocked - earlier.blocked, duplicates: duplicates - earlier.duplicates,
        suppressed: suppressed - earlier.suppressed, hanging: hanging,
        failures: failures.since(earlier.failures),
        attempts: attempts.since(earlier.attempts), deliveries: deliveries.since(earlier.deliveries)
      )
    }
  }

  var counts = Counts()

  /// From the acceptance of a job to its end.
  var successTimes = TimeRecorder()
  var failureTimes = TimeRecorder()
}

extension RunRecorder {
  /// A job has its final outcome.
  mutating func jobEnds(_ job: Call, _ outcome: Outcome, _ books: Int, _ now: Instant) {
    jobs[books].counts.deliveries.count(UInt32(job.deliveries))
    if outcome.isSuccess {
      jobs[books].counts.succeeded &+= 1
      jobs[books].successTimes.record(now - job.arrived)
    } else {
      jobs[books].counts.failed &+= 1
      jobs[books].counts.failures.count(UInt32(outcome.cause) << 16 | UInt32(outcome.culprit))
      jobs[books].failureTimes.record(now - job.arrived)
    }
  }

  /// A call of a job that may be tried again has ended for good.
  mutating func jobHasCalled(_ job: Call, _ plan: borrowing Plan) {
    jobs[plan.stations[Int(job.station)].jobs].counts.attempts.count(UInt32(job.attempt))
  }

  /// A guard did not let a job make a call.
  mutating func jobIsBlocked(_ job: Call, _ plan: borrowing Plan) {
    let books = plan.stations[Int(job.station)].jobs
    jobs[books].counts.blocked &+= 1
    jobs[books].counts.attempts.count(0)
  }
}
