extension TargetBalancer {
  /// Fewest connections of all, ties at random.
  @inlinable
  mutating func pickShortest(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let (first, tieCount) = fewestConnections(eligibility)
    guard tieCount > 1 else { return tieCount == 0 ? nil : first }
    return tied(with: first, ranked: draws.next().scaled(below: tieCount), eligibility)
  }

  /// Of the targets with as many connections as `first`, from there on, the one that has `rank`
  /// others before it.
  @usableFromInline
  mutating func tied(with first: Int, ranked rank: Int, _ eligibility: TargetEligibility) -> Int {
    loads.withUnsafeBufferPointer { loads in
      let fewest = loads[first]
      var best = first
      var remaining = rank
      for index in first..<loads.count where eligibility.includes(index, records[index]) {
        let isTied = loads[index] == fewest
        best = isTied && remaining >= 0 ? index : best
        remaining &-= isTied ? 1 : 0
      }
      return best
    }
  }

  /// Of two different targets the healthier, or else the one with fewer connections, of equals the
  /// first drawn. If neither may be picked two others are drawn, five times at most; then two of
  /// those that may be picked.
  ///
  /// - SeeAlso: Finagle, *Power of Two Choices (P2C) + Least Loaded*; Mitzenmacher, *The power of two
  ///   choices in randomized load balancing*, IEEE TPDS 12(10), 2001.
  @inlinable
  mutating func pickOfTwo(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    guard let (first, second) = drawTwo(eligibility, using: &draws) else { return nil }
    return lessLoaded(first, second)
  }

  /// Two targets of which either may be picked, or twice the same if there is no choice.
  @inlinable
  mutating func drawTwo(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> (Int, Int)? {
    if !eligibility.includesAll, eligibility.zone == TargetRecord.nowhere,
      liveCount == records.count, liveCount > 1
    {
      for _ in 0..<5 {
        let (first, second) = twoRanks(below: liveCount, using: &draws)
        switch (
          eligibility.includes(first, records[first]), eligibility.includes(second, records[second])
        ) {
        case (true, true): return (first, second)
        case (true, false): return (first, first)
        case (false, true): return (second, second)
        case (false, false): continue
        }
      }
    }
    let candidateCount = eligibility.count(in: records)
    guard candidateCount > 1 else {
      guard candidateCount > 0 else { return nil }
      let only = eligibility.target(ranked: 0, in: records)
      return (only, only)
    }
    let (first, second) = twoRanks(below: candidateCount, using: &draws)
    return (
      eligibility.target(ranked: first, in: records),
      eligibility.target(ranked: second, in: records)
    )
  }

  /// The first of two targets unless the second has fewer connections.
  @inlinable
  mutating func lessLoaded(_ first: Int, _ second: Int) -> Int {
    loads[second] < loads[first] ? second : first
  }

  /// Two different numbers below `bound`, each pair equally likely.
  @inlinable
  mutating func twoRanks(below bound: Int, using draws: inout some RandomNumberGenerator) -> (
    Int, Int
  ) {
    let first = draws.next().scaled(below: bound)
    let second = draws.next().scaled(below: bound &- 1)
    return (first, second >= first ? second &+ 1 : second)
  }

  /// Fewest connections of a sample without repetition, ties at random.
  ///
  /// - SeeAlso: Bentley, Floyd, *A sample of brilliance*, CACM 30(9), 1987, for the sampling.
  @inlinable
  mutating func pickOfSample(
    _ size: Int, _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let candidateCount = eligibility.count(in: records)
    guard size < candidateCount else { return pickShortest(eligibility, using: &draws) }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { sample in
      var sampleCount = 0
      for bound in (candidateCount &- size)..<candidateCount {
        let drawn = draws.next().scaled(below: bound &+ 1)
        let isRepeated = sample[..<sampleCount].contains(drawn)
        sample.initializeElement(at: sampleCount, to: isRepeated ? bound : drawn)
        sampleCount &+= 1
      }
      var best = -1
      var tieCount: UInt64 = 0
      for rank in sample {
        let index = eligibility.target(ranked: rank, in: records)
        let difference =
          best < 0 ? -1 : loads[index] &- loads[best]
        if difference < 0 {
          (best, tieCount) = (index, 1)
        } else if difference == 0 {
          // Each of k equals ends up as the best with probability 1/k.
          tieCount &+= 1
          if draws.next().multipliedFullWidth(by: tieCount).high == 0 { best = index }
        }
      }
      return best
    }
  }
}
