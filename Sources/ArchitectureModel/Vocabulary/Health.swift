public import Resilience
public import TimeBase

/// What a health endpoint answers by: rules over the state of others.
public struct Health: Hashable, Sendable {
  public enum Condition: Hashable, Sendable {
    /// A component that does not have as many instances up as it needs.
    case down(String)

    /// More calls wait in a component's line than so many, over all instances; `share` of its room.
    case queue(String, above: Double, isShare: Bool)

    /// Of the calls that a component was done with in about the last `over`, more failed.
    case errors(String, above: Double, over: TimeSpan)

    /// A breaker of the service in front of a component does not let everything through.
    case breakerOpen(String)

    /// Whatever the state of others is: for what a probe does when its call has failed.
    case always
  }

  public struct Rule: Hashable, Sendable {
    public var condition: Condition
    public var status: HealthStatus

    public init(_ condition: Condition, _ status: HealthStatus) {
      self.condition = condition
      self.status = status
    }
  }

  /// The worst status of those whose condition holds is the answer; healthy if none does.
  public var rules: [Rule]

  /// What is answered.
  public var degradedStatus: Int
  public var unhealthyStatus: Int

  public init(_ rules: [Rule], degradedStatus: Int = 200, unhealthyStatus: Int = 503) {
    self.rules = rules
    self.degradedStatus = degradedStatus
    self.unhealthyStatus = unhealthyStatus
  }
}
