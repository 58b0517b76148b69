/// All the randomness of one run: a seed and the number of the replication.
///
/// A source holds no state. A block is addressed by what it is for:
///
///     key      seed, replication
///     counter  attempt, index, component, purpose
///
/// `index` tells apart the draws of one purpose: the number of the request for what belongs to a
/// request, the number of the arrival for the time between arrivals. So the service time of request
/// 17 at the database is the same number whatever happened to the other requests, and two designs
/// that are compared under one source meet the same load (common random numbers). `attempt` counts
/// the blocks that a single variate needs beyond the first.
@frozen
public struct RandomSource: BitwiseCopyable, Hashable, Sendable {
  public let seed: UInt64

  /// The number of the replication; each has draws independent of the others'.
  public let replication: UInt64

  @inlinable
  public init(seed: UInt64, replication: UInt64 = 0) {
    self.seed = seed
    self.replication = replication
  }

  /// Returns the four words at an address.
  @inlinable
  public func block(
    component: UInt64, purpose: UInt64, index: UInt64, attempt: UInt64 = 0
  ) -> RandomBlock {
    Philox4x64.block(counter: (attempt, index, component, purpose), key: (seed, replication))
  }

  /// Returns the first word at an address: the one that a draw of a single word takes.
  @inlinable
  public func word(component: UInt64, purpose: UInt64, index: UInt64) -> UInt64 {
    Philox4x64.firstWord(counter: (0, index, component, purpose), key: (seed, replication))
  }

  /// Returns a cursor over the draws at an address.
  @inlinable
  public func draws(component: StreamName, purpose: StreamName, index: UInt64) -> Draws {
    Draws(self, component: component.id, purpose: purpose.id, index: index)
  }
}
