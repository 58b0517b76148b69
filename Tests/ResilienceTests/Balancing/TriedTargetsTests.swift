import Resilience
import Testing

@Suite struct TriedTargetsTests {
  @Test func `all of the first 64 are remembered`() {
    var tried = TriedTargets()
    #expect(tried.isEmpty)
    for target in stride(from: 0, to: 64, by: 3) { tried.insert(target) }
    for target in 0..<64 { #expect(tried.contains(target) == target.isMultiple(of: 3)) }
    #expect(!tried.isEmpty && !tried.contains(64))
  }

  @Test(arguments: 1...20)
  func `beyond, the last four are remembered`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var tried = TriedTargets()
    var twin: [Int] = []
    for _ in 0..<200 {
      // Neighbours and far ones, so that every lane meets every other.
      let target = draws.below(2) == 0 ? 64 + draws.below(6) : 65_535 - draws.below(6)
      tried.insert(target)
      if !twin.contains(target) { twin.append(target) }
      twin = twin.suffix(4)
      for candidate in Array(64..<72) + Array(65_528..<65_536) {
        #expect(tried.contains(candidate) == twin.contains(candidate))
      }
    }
    #expect(!tried.contains(0))
  }

  @Test(arguments: [-1, 65_536])
  func `a number that no target has is a mistake`(target: Int) async {
    await #expect(processExitsWith: .failure) { [target] in
      var tried = TriedTargets()
      tried.insert(target)
    }
  }

  @Test func `the set fits into the record of a request`() {
    #expect(MemoryLayout<TriedTargets>.size == 16)
    #expect(MemoryLayout<BalancerTarget>.stride <= 64)
  }
}
