/// How a ``TargetBalancer`` chooses among the targets that may be called.
@frozen
public enum BalancingAlgorithm: Hashable, Sendable {
  /// One after the other, whatever their weights.
  case roundRobin

  /// Each by its weight, spread evenly; nginx's default.
  case smoothWeightedRoundRobin

  /// Fewest connections by weight, ties by ``smoothWeightedRoundRobin``; nginx's `least_conn`.
  case leastConnections

  /// Fewest connections whatever the weights, ties at random.
  case joinShortestQueue

  /// At random by weight; nginx's `random`.
  case random

  /// Two at random by weight, of which the one with fewer connections by weight; nginx's
  /// `random two least_conn`.
  case randomTwo

  /// Two at random whatever the weights, of which the one with fewer connections; Finagle's P2C.
  case powerOfTwo

  /// The one with the fewest connections of a sample without repetition, ties at random. A sample of
  /// 1 is plain random choice; one of all targets, ``joinShortestQueue``. The size is in `1...64`.
  case shortestOfSample(size: Int)

  /// What makes the algorithm unusable, if anything.
  public var problem: String? {
    switch self {
    case .shortestOfSample(let size) where !(1...64).contains(size):
      "a sample of \(size) is not in 1...64"
    case .shortestOfSample, .roundRobin, .smoothWeightedRoundRobin, .leastConnections,
      .joinShortestQueue, .random, .randomTwo, .powerOfTwo:
      nil
    }
  }
}
