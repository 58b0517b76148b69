/// How many work and how many may wait in a ``WorkerPool``, whatever its jobs are.
@frozen
public struct WorkerPoolPolicy: Hashable, Sendable {
  /// Jobs that run at once; `nil` is any number, and with 0 every job waits.
  public var workers: Int?

  /// Jobs that wait, those running not counted; `nil` is any number, and 0 makes a pure loss system.
  public var queueLimit: Int?

  @inlinable
  public init(workers: Int? = 1, queueLimit: Int? = nil) {
    self.workers = workers
    self.queueLimit = queueLimit
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if let workers, workers < 0 { return "there cannot be \(workers) workers" }
    if let queueLimit, queueLimit < 0 { return "the queue cannot have \(queueLimit) places" }
    return nil
  }
}
