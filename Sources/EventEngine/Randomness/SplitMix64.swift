/// A small sequential generator: a counter in steps of the golden ratio, mixed.
///
/// For what needs reproducible numbers in plain order, such as the data of a test or the choice of
/// swarm parameters from one seed. A simulation draws through ``Draws`` instead, where a number
/// depends on what it is for and not on how many were taken before.
///
/// - SeeAlso: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
@frozen
public struct SplitMix64: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var state: UInt64

  @inlinable
  public init(seed: UInt64) {
    state = seed
  }
}

extension SplitMix64: RandomNumberGenerator {
  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mix64(state)
  }
}
