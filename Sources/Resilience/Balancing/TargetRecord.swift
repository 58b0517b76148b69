/// What a balancer keeps of a target besides what it runs through on every pick.
@frozen
@usableFromInline
struct TargetRecord: BitwiseCopyable {
  /// The share that is all of the weight.
  @inlinable static var fullShare: Int32 { 1_000 }

  @usableFromInline var health = PassiveHealth()
  let weight: Int32
  var effectiveWeight: Int32
  var share: Int32 = 1_000

  /// How many targets have had this number before.
  var generation: UInt16 = 0
  @usableFromInline var isAvailable = true

  /// Whether it is there at all; who is not is not called even in a panic.
  @usableFromInline var isListed = true

  /// Whether the target was taken away; its number waits for a new owner.
  @usableFromInline var isRemoved = false

  /// Where the target stands.
  @usableFromInline var zone = TargetRecord.nowhere

  /// Nowhere in particular.
  @inlinable static var nowhere: Int16 { .max }

  /// Until when a target that is not available keeps the sessions that it has.
  var drainsUntil = Int64.min

  /// - Precondition: `weight` is in `1...1_000_000`.
  init(weight: Int) {
    precondition(
      (1...1_000_000).contains(weight), "a weight of \(weight) is not in 1...1_000_000")
    self.weight = Int32(weight)
    effectiveWeight = Int32(weight)
  }

  /// What the target earns in a round, in thousandths of a weight.
  var step: Int { Int(effectiveWeight) * Int(share) }

  /// The weight that loads are divided by, in thousandths.
  var heft: Int { Int(weight) * Int(share) }
}
