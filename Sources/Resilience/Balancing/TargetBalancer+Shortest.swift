extension TargetBalancer {
  /// Fewest connections of all, ties at random.
  @inlinable
  func pickShortest(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let (first, tieCount) = fewestConnections(eligibility)
    guard tieCount > 1 else { return tieCount == 0 ? nil : first }
    return tied(with: first, ranked: draws.next().scaled(below: tieCount), eligibility)
  }

  /// Of the targets with as many connections as `first`, from there on, the one that has `rank`
  /// others before it.
  @usableFromInline
  func tied(with first: Int, ranked rank: Int, _ eligibility: TargetEligibility) -> Int {
    targets.withUnsafeBufferPointer { targets in
      let fewest = targets[first].connections
      var best = first
      var remaining = rank
      for index in first..<targets.count where eligibility.includes(index, targets[index]) {
        let isTied = targets[index].connections == fewest
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
  func pickOfTwo(
    _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    if !eligibility.includesAll, liveCount == targets.count, liveCount > 1 {
      for _ in 0..<5 {
        let (first, second) = twoRanks(below: liveCount, using: &draws)
        switch (
          eligibility.includes(first, targets[first]), eligibility.includes(second, targets[second])
        ) {
        case (true, true): return lessLoaded(first, second)
        case (true, false): return first
        case (false, true): return second
        case (false, false): continue
        }
      }
    }
    let candidateCount = count(eligibility)
    guard candidateCount > 1 else {
      return candidateCount == 0 ? nil : target(ranked: 0, eligibility)
    }
    let (first, second) = twoRanks(below: candidateCount, using: &draws)
    return lessLoaded(target(ranked: first, eligibility), target(ranked: second, eligibility))
  }

  /// The first of two targets unless the second has fewer connections.
  @inlinable
  func lessLoaded(_ first: Int, _ second: Int) -> Int {
    targets[second].connections < targets[first].connections ? second : first
  }

  /// Two different numbers below `bound`, each pair equally likely.
  @inlinable
  func twoRanks(below bound: Int, using draws: inout some RandomNumberGenerator) -> (Int, Int) {
    let first = draws.next().scaled(below: bound)
    let second = draws.next().scaled(below: bound &- 1)
    return (first, second >= first ? second &+ 1 : second)
  }

  /// Fewest connections of a sample without repetition, ties at random.
  ///
  /// - SeeAlso: Bentley, Floyd, *A sample of brilliance*, CACM 30(9), 1987, for the sampling.
  @inlinable
  func pickOfSample(
    _ size: Int, _ eligibility: TargetEligibility, using draws: inout some RandomNumberGenerator
  ) -> Int? {
    let candidateCount = count(eligibility)
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
        let index = target(ranked: rank, eligibility)
        let difference =
          best < 0 ? -1 : targets[index].connections &- targets[best].connections
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
