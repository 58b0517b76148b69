/// One of those among whom a ``TargetBalancer`` chooses.
@frozen
public struct BalancerTarget: BitwiseCopyable, Hashable, Sendable {
  /// What the target is owed in smooth weighted round robin.
  public internal(set) var currentWeight = 0

  /// What passive health checks have found out.
  public internal(set) var health = PassiveHealth()

  /// The share of the calls that the target is meant to get, relative to the others'.
  public let weight: Int32

  /// The weight that counts at present: less after failures, and growing back pick by pick.
  public internal(set) var effectiveWeight: Int32

  /// Calls that were sent to the target and are not released.
  public internal(set) var connections: Int32 = 0

  /// Whether the target may be picked as far as its owner is concerned.
  public internal(set) var isAvailable = true

  /// Whether the target was taken away; its number waits for a new owner.
  @usableFromInline var isRemoved = false

  /// - Precondition: `weight` is in `1...1_000_000`.
  init(weight: Int) {
    precondition(
      (1...1_000_000).contains(weight), "a weight of \(weight) is not in 1...1_000_000")
    self.weight = Int32(weight)
    effectiveWeight = Int32(weight)
  }

  /// Compares the connections by weight of two targets without dividing: negative if this one has
  /// fewer, 0 if they are equal.
  @inlinable
  func load(comparedTo other: BalancerTarget) -> Int {
    if weight == other.weight { return Int(connections) &- Int(other.connections) }
    return Int(connections) &* Int(other.weight) &- Int(other.connections) &* Int(weight)
  }
}
