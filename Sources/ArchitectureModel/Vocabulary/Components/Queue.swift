public import Resilience
public import TimeBase

/// A job queue with the workers that consume it. Who enqueues does not wait for the job.
public struct Queue: Hashable, Sendable {
  /// Of what such a queue there is one each, and with what it dies.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Of each process of a service: in its memory, and on its processor.
    case process

    /// Of each instance of a service, for all its processes.
    case instance

    /// Of each request of a service: what has not been worked off when the handler returns is lost.
    case request
  }

  /// What its workers do when the instance that they are part of is told to end.
  public enum OnShutdown: String, CaseIterable, Hashable, Sendable {
    /// They go on until the last request is answered, and are stopped then.
    case cancel

    /// They finish what they have begun, and begin nothing.
    case finish

    /// They work off all there is.
    case drain
  }

  /// Jobs that wait; more are rejected. `nil` for unlimited.
  public var capacity: Int?

  /// Of each queue that there is; `nil` for unlimited.
  public var workers: Int?

  /// Who of those that wait is next.
  public var line: WaitingLine
  public var steps: [Step]

  /// What becomes of a job that failed. A job without a retry left is a dead letter.
  public var retry: RetryPolicy?

  /// The service that it is part of; `nil` for one that all share.
  public var owner: String?

  /// With an ``owner``: of what.
  public var scope: Scope

  /// Whether jobs outlive a crash of the queue or of its owner.
  public var isPersistent: Bool

  /// Whether a job is taken off the queue before it is worked on, so that no crash makes it run
  /// twice, and not after that, so that none makes it get lost.
  public var acknowledgesFirst: Bool

  /// With an ``owner``: how its workers end; not for longer than the grace of the owner.
  public var onShutdown: OnShutdown

  /// How jobs come to workers; those of a broker outlive a crash of its workers.
  public var delivery: Delivery

  /// For so long a job that comes of the same request of a client is not taken a second time; `nil`
  /// if it is.
  public var deduplication: TimeSpan?

  public init(
    capacity: Int?, workers: Int?, line: WaitingLine = .plain, steps: [Step],
    retry: RetryPolicy? = nil, owner: String? = nil, scope: Scope = .process,
    isPersistent: Bool = false, acknowledgesFirst: Bool = false,
    onShutdown: OnShutdown = .cancel, delivery: Delivery = .direct, deduplication: TimeSpan? = nil
  ) {
    self.capacity = capacity
    self.workers = workers
    self.line = line
    self.steps = steps
    self.retry = retry
    self.owner = owner
    self.scope = scope
    self.isPersistent = isPersistent
    self.acknowledgesFirst = acknowledgesFirst
    self.onShutdown = onShutdown
    self.delivery = delivery
    self.deduplication = deduplication
  }
}

extension Queue {
  /// Whether all it does is to compute, so that nothing but its line is of interest.
  public var isPlain: Bool {
    guard owner == nil, !isPersistent, delivery == .direct, deduplication == nil,
      steps.count == 1, case .compute = steps[0]
    else { return false }
    return true
  }
}
