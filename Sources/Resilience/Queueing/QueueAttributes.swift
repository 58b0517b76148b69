public import TimeBase

/// What a ``QueueDiscipline`` may go by. Those that the chosen one does not ask for cost nothing.
@frozen
public struct QueueAttributes: BitwiseCopyable, Hashable, Sendable {
  /// The lower, the more urgent, as with Unix's `nice`.
  public var priority: Int32

  /// When it is too late. Whoever is taken exactly then is still served.
  public var deadline: Instant

  /// On whose behalf.
  public var tenant: UInt64

  /// What serving it takes out of its tenant's quantum.
  public var cost: UInt32

  @inlinable
  public init(
    priority: Int32 = 0, deadline: Instant = .distantFuture, tenant: UInt64 = 0, cost: UInt32 = 1
  ) {
    self.priority = priority
    self.deadline = deadline
    self.tenant = tenant
    self.cost = cost
  }
}
