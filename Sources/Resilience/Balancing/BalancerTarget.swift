/// A look at one of those among whom a ``TargetBalancer`` chooses.
@frozen
public struct BalancerTarget: BitwiseCopyable, Hashable, Sendable {
  /// What the target is owed in smooth weighted round robin.
  public let currentWeight: Int

  /// What passive health checks have found out.
  public let health: PassiveHealth

  /// The share of the calls that the target is meant to get, relative to the others'.
  public let weight: Int32

  /// The weight that counts at present: less after failures, and growing back pick by pick.
  public let effectiveWeight: Int32

  /// How much of its weight counts while the target is eased in, in thousandths.
  public let share: Int32

  /// Calls that were sent to the target and are not released.
  public let connections: Int32

  /// Whether the target may be picked as far as its owner is concerned.
  public let isAvailable: Bool
}
