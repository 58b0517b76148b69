import Testing

/// While calls only come least connections keeps the order of turns, from the third lap on where
/// all began alike. The fewest targets, and around 64.
@Suite struct LeastConnectionsBurstTests {
  private static let targetCounts = [1, 2, 3, 16, 63, 64, 65]

  @Test(arguments: targetCounts)
  func `in a long burst the books are right all the time`(targetCount: Int) {
    var pair = NginxPair(targetCount: targetCount, seed: 1)
    for _ in 0..<80 {
      pair.pick(1 + targetCount / 14)
      pair.compareBooks()
    }
  }

  @Test(arguments: NginxPair.Disturbance.allCases, targetCounts)
  func `whatever ends a burst finds the books as if all had been compared at each call`(
    disturbance: NginxPair.Disturbance, targetCount: Int
  ) {
    var pair = NginxPair(targetCount: targetCount, seed: UInt64(targetCount))
    for _ in 0..<(2 + 24 / targetCount) {
      pair.pick(5 * pair.targetCount + pair.below(4 * pair.targetCount))
      pair.disturb(by: disturbance)
      pair.compareBooks()
      pair.pick(pair.below(4))
      pair.compareBooks()
    }
  }

  @Test(arguments: 2...3, 2...24)
  func `a target that is far behind comes closer lap by lap`(targetCount: Int, distance: Int) {
    for calls in (distance / 2)..<(distance / 2 + 3) {
      var pair = NginxPair(targetCount: targetCount, seed: 1)
      pair.receiveGuest(at: 0, ofWeights: distance, calls: calls)
      pair.pick(16 * targetCount)
      pair.compareBooks()
    }
  }

  @Test(arguments: targetCounts, 1...2)
  func `bursts amid all kinds of traffic agree with nginx`(targetCount: Int, seed: UInt64) {
    var pair = NginxPair(targetCount: targetCount, seed: seed)
    let kinds = NginxPair.Disturbance.allCases
    for _ in 0..<12 {
      switch pair.below(4) {
      case 0: pair.pick(pair.below(7 * targetCount))
      case 1: pair.release(pair.below(4 * targetCount))
      case 2:
        for _ in 0..<targetCount {
          pair.pick(pair.below(3))
          pair.release(pair.below(3))
        }
      default: pair.disturb(by: kinds[pair.below(kinds.count)])
      }
      pair.compareBooks()
    }
  }
}
