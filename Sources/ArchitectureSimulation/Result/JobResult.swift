public import TimeBase

/// What became of the jobs of a queue in the window.
///
/// `unfinishedAtStart + accepted = succeeded + failed + lost + unfinishedAtEnd`.
public struct JobResult: Hashable, Sendable {
  public var unfinishedAtStart: UInt64
  public var accepted: UInt64

  /// Ended well.
  public var succeeded: UInt64

  /// Ended badly, and are not delivered again.
  public var failed: UInt64

  /// Of ``failed``, the most frequent cause first.
  public var failures: [RequestResult.FailureCount]

  /// Gone without an end: their process crashed, or their request was over.
  public var lost: UInt64
  public var waitingAtEnd: UInt64
  public var workedOnAtEnd: UInt64

  /// Neither waiting nor worked on: between two deliveries.
  public var setAsideAtEnd: UInt64

  /// How long the job that has waited longest at the end of the run has been in the queue; `nil` if
  /// none waits.
  public var oldestAtEnd: TimeSpan?

  /// Calls that a guard did not let jobs make.
  public var blocked: UInt64

  /// Times that a job was done though it had been done before.
  public var duplicates: UInt64

  /// Jobs that were not taken because they had been before; they are not among those accepted.
  public var suppressed: UInt64

  /// From the acceptance of a job to its end, of those that succeeded and of those that failed.
  public var timeToSuccess: TimeSummary?
  public var timeToFailure: TimeSummary?

  /// Calls of jobs that may be tried again, by the attempts that they took, the fewest first; 0 are
  /// those that a guard refused.
  public var attempts: [Count]

  /// Jobs that have ended, by how often they were delivered.
  public var deliveries: [Count]

  /// How often something took so many.
  public struct Count: Hashable, Sendable {
    public var number: Int
    public var count: UInt64

    public init(number: Int, count: UInt64) {
      self.number = number
      self.count = count
    }
  }

  public var unfinishedAtEnd: UInt64 { waitingAtEnd + workedOnAtEnd + setAsideAtEnd }

  /// Attempts for each call that may be tried again; `nil` if there was none.
  public var meanAttempts: Double? {
    let calls = attempts.reduce(0) { $0 + $1.count }
    guard calls > 0 else { return nil }
    return attempts.reduce(0) { $0 + Double($1.number) * Double($1.count) } / Double(calls)
  }
}
