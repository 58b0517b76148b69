/// The case of a ``BalancingAlgorithm`` without what goes with it: one byte, which every pick
/// branches on.
@frozen
@usableFromInline
enum PickMethod: BitwiseCopyable {
  case roundRobin
  case smoothWeightedRoundRobin
  case leastConnections
  case joinShortestQueue
  case random
  case randomTwo
  case powerOfTwo
  case shortestOfSample
  case leastRequest
  case peakEWMA
  case prequal
  case byKey

  init(_ algorithm: BalancingAlgorithm) {
    self =
      switch algorithm {
      case .roundRobin: .roundRobin
      case .smoothWeightedRoundRobin: .smoothWeightedRoundRobin
      case .leastConnections: .leastConnections
      case .joinShortestQueue: .joinShortestQueue
      case .random: .random
      case .randomTwo: .randomTwo
      case .powerOfTwo: .powerOfTwo
      case .shortestOfSample: .shortestOfSample
      case .leastRequest: .leastRequest
      case .peakEWMA: .peakEWMA
      case .prequal: .prequal
      case .addressHash, .keyHash, .ketama, .maglev: .byKey
      }
  }
}
