public import Resilience
public import TimeBase

extension Service {
  /// How an instance ends that is told to.
  public struct Shutdown: Hashable, Sendable {
    /// What becomes of the work in progress when the process is told to end.
    public enum Manner: String, CaseIterable, Hashable, Sendable {
      /// Nothing new is taken in, and what is there is finished within the grace.
      case drain

      /// It is dropped at once.
      case cancel
    }

    public var manner: Manner

    /// From the decision until the process is killed with what is left in it.
    public var grace: TimeSpan

    /// From the decision until the process is told; it serves meanwhile.
    public var preStop: TimeSpan

    /// From the decision until nobody sends to it any more. A process that has stopped listening by
    /// then refuses what still comes.
    public var deregister: TimeSpan

    /// The grace of Kubernetes, and a balancer that knows at once.
    public init(
      manner: Manner = .drain, grace: TimeSpan = .seconds(30), preStop: TimeSpan = .zero,
      deregister: TimeSpan = .zero
    ) {
      self.manner = manner
      self.grace = grace
      self.preStop = preStop
      self.deregister = deregister
    }
  }

  /// When instances are added and taken away.
  public struct Autoscaling: Hashable, Sendable {
    /// What is measured at each instance that is ready, on average since the last look.
    public enum Load: String, CaseIterable, Hashable, Sendable {
      /// Busy workers as a share of all.
      case utilisation

      /// Requests inside, waiting or not.
      case inFlight

      /// Requests that wait for a worker.
      case queue

      /// Requests that arrive, a second.
      case requests
    }

    public var load: Load

    /// Its target is in the unit of the load.
    public var policy: HorizontalAutoscaler.Policy

    /// Time between two looks.
    public var interval: TimeSpan

    /// How old what is known of the load is.
    public var delay: TimeSpan

    public init(
      _ load: Load, _ policy: HorizontalAutoscaler.Policy, every interval: TimeSpan = .seconds(15),
      delay: TimeSpan = .zero
    ) {
      self.load = load
      self.policy = policy
      self.interval = interval
      self.delay = delay
    }
  }

  /// How instances come and go while the service runs.
  public struct Turnover: Hashable, Sendable {
    public var shutdown: Shutdown

    /// From when an instance listens until somebody sends to it.
    public var readiness: TimeSpan
    public var autoscaling: Autoscaling?

    public init(
      shutdown: Shutdown = Shutdown(), readiness: TimeSpan = .zero,
      autoscaling: Autoscaling? = nil
    ) {
      self.shutdown = shutdown
      self.readiness = readiness
      self.autoscaling = autoscaling
    }
  }

  /// Instances that there are at most, those included that an autoscaler has not started yet.
  public var mostInstances: Int {
    max(instances, turnover.autoscaling?.policy.maximum ?? instances)
  }
}
