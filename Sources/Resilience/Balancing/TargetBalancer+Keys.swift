extension TargetBalancer {
  /// How many places a key may lead to in vain before the call goes round.
  private static var missLimit: Int { 20 }

  /// The target that a key leads to, by the algorithm of the policy. A key may lead on from one that
  /// cannot be picked; after too many of them, without a key, and with a single target, smooth
  /// weighted round robin.
  ///
  /// - Note: nginx counts the places over all tries of a request; here each pick starts anew.
  /// - SeeAlso: nginx, *ngx_http_upstream_hash_module*, *ngx_http_upstream_ip_hash_module*; Envoy,
  ///   *Maglev load balancer*.
  @usableFromInline
  mutating func pick(by key: RoutingKey, _ eligibility: TargetEligibility) -> Int? {
    guard liveCount > 1, key.length > 0 else { return pickSmoothly(eligibility) }
    switch policy.algorithm {
    case .addressHash: return pickByAddress(key, eligibility)
    case .keyHash: return pickByChecksum(key, eligibility)
    case .ketama: return pickOnRing(key, eligibility)
    case .maglev: return pickInTable(key, eligibility)
    case .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
      .randomTwo, .powerOfTwo, .shortestOfSample, .leastRequest, .peakEWMA, .prequal:
      return pickSmoothly(eligibility)
    }
  }

  private mutating func pickByAddress(_ key: RoutingKey, _ eligibility: TargetEligibility) -> Int? {
    var hash = RoutingKey.addressSeed
    for _ in 0...Self.missLimit {
      hash = key.addressHash(after: hash)
      let target = ranges.target(at: Int(hash) % ranges.total)
      if eligibility.includes(target, records[target]) { return target }
    }
    return pickSmoothly(eligibility)
  }

  private mutating func pickByChecksum(_ key: RoutingKey, _ eligibility: TargetEligibility) -> Int?
  {
    var hash: UInt32 = 0
    for number in 0...Self.missLimit {
      hash += key.keyHash(onTry: number)
      let target = ranges.target(at: Int(hash) % ranges.total)
      if eligibility.includes(target, records[target]) { return target }
    }
    return pickSmoothly(eligibility)
  }

  private mutating func pickOnRing(_ key: RoutingKey, _ eligibility: TargetEligibility) -> Int? {
    guard let ring = lookup.ring else { return pickSmoothly(eligibility) }
    let first = ring.index(of: key.ringPosition)
    for number in 0...Self.missLimit {
      let target = ring.owner(at: first + number)
      if eligibility.includes(target, records[target]) { return target }
    }
    return pickSmoothly(eligibility)
  }

  /// On further tries most bits of the hash change, as in Envoy.
  private mutating func pickInTable(_ key: RoutingKey, _ eligibility: TargetEligibility) -> Int? {
    guard let table = lookup.table else { return pickSmoothly(eligibility) }
    for number in 0...Self.missLimit {
      let hash = key.hash ^ (0 &- UInt64(number))
      guard let target = table.owner(of: hash) else { break }
      if eligibility.includes(target, records[target]) { return target }
    }
    return pickSmoothly(eligibility)
  }
}
