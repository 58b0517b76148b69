/// The tables of consistent hashing, for the algorithms that use them.
struct KeyLookup: Sendable {
  /// By target.
  private var identities: ContiguousArray<TargetIdentity> = []

  private(set) var ring: KetamaRing?
  private(set) var table: MaglevTable?

  /// Notes what a new target's name comes to.
  mutating func enter(_ target: Int, _ identity: TargetIdentity) {
    if target < identities.count {
      identities[target] = identity
    } else {
      identities.append(identity)
    }
  }

  /// Makes the table that the algorithm needs, if any.
  mutating func update(
    for algorithm: BalancingAlgorithm, from records: ContiguousArray<TargetRecord>
  ) {
    let live = records.indices.filter { !records[$0].isRemoved }
    switch algorithm {
    case .ketama:
      ring = KetamaRing(
        live.map {
          .init(target: $0, weight: Int(records[$0].weight), seed: identities[$0].ringSeed)
        })
    case .maglev(let size):
      table = MaglevTable(
        size: size,
        live.map {
          .init(target: $0, weight: Int(records[$0].weight), identities[$0], size: size)
        })
    case .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
      .randomTwo, .powerOfTwo, .shortestOfSample, .leastRequest, .peakEWMA, .prequal,
      .addressHash, .keyHash:
      break
    }
  }
}
