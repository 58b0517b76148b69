import Resilience
import Testing
import TimeBase

/// Who waits for whom, followed from one to the next.
@Suite struct WaitChainTests {
  private func follow(_ awaited: [Int?], from start: Int) -> (end: WaitChain<Int>.Step, count: Int)
  {
    var chain = WaitChain(from: start)
    while let next = awaited[chain.last] {
      let step = chain.follow(to: next)
      if step != .goesOn { return (step, chain.count) }
    }
    return (.goesOn, chain.count)
  }

  /// Every way in which five can wait for each other or for nobody, from each of them: whoever comes
  /// back to itself within five steps is in a circle, and whoever never ends has met one of others.
  @Test func `a chain ends, comes back, or meets a circle of others`() {
    let count = 5
    var circles = 0
    for way in 0..<7_776 {
      var rest = way
      let awaited = (0..<count).map { _ -> Int? in
        defer { rest /= count + 1 }
        return rest % (count + 1) == count ? nil : rest % (count + 1)
      }
      for start in 0..<count {
        var place: Int? = start
        var isBack = false
        for _ in 0..<count {
          place = place.flatMap { awaited[$0] }
          if place == start { isBack = true }
        }
        let expected: WaitChain<Int>.Step =
          isBack ? .circle : place == nil ? .goesOn : .circleOfOthers
        let found = follow(awaited, from: start)
        #expect(found.end == expected, "\(awaited) from \(start)")
        #expect(found.count <= 3 * count)
        if expected == .circle { circles += 1 }
      }
    }
    #expect(circles > 0)
  }

  @Test func `a long circle of others is noticed in time`() {
    let length = 1_000
    let awaited = (0..<length).map { Optional($0 == length - 1 ? 500 : $0 + 1) }
    let found = follow(awaited, from: 0)
    #expect(found.end == .circleOfOthers)
    #expect(found.count <= 3 * length)
  }

  @Test func `an impossible check says why`() {
    #expect(DeadlockCheck().timeout == .seconds(1))
    #expect(DeadlockCheck().problem == nil)
    #expect(
      DeadlockCheck(after: .zero).problem
        == "a deadlock is looked for after a time above 0s, not after 0s")
  }
}
