public import Resilience

/// A job queue with the workers that consume it. Who enqueues does not wait for the job.
public struct Queue: Hashable, Sendable {
  /// Jobs that wait; more are rejected. `nil` for unlimited.
  public var capacity: Int?
  public var workers: Int?

  /// Who of those that wait is next.
  public var line: WaitingLine
  public var steps: [Step]

  /// What becomes of a job that failed. A job without a retry left is a dead letter.
  public var retry: RetryPolicy?

  public init(
    capacity: Int?, workers: Int?, line: WaitingLine = .plain, steps: [Step],
    retry: RetryPolicy? = nil
  ) {
    self.capacity = capacity
    self.workers = workers
    self.line = line
    self.steps = steps
    self.retry = retry
  }
}
