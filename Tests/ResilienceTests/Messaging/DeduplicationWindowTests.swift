import Resilience
import Testing
import TimeBase

@Suite struct DeduplicationWindowTests {
  /// Vector Q5: the same id at 0 and at 299 or 300 s.
  @Test(arguments: [(299, .duplicate), (300, .first)] as [(Int64, DeduplicationWindow.Admission)])
  func `an id is remembered for five minutes`(
    seconds: Int64, admission: DeduplicationWindow.Admission
  ) {
    var window = DeduplicationWindow()
    #expect(window.admit(7, at: .zero) == .first)
    #expect(window.admit(7, at: .zero + .seconds(seconds)) == admission)
  }

  @Test func `a duplicate does not make the window longer`() {
    var window = DeduplicationWindow()
    _ = window.admit(7, at: .zero)
    _ = window.admit(7, at: .zero + .seconds(200))
    #expect(window.admit(7, at: .zero + .seconds(300)) == .first)
  }

  @Test func `of too many ids the oldest is forgotten, and its duplicate slips through`() {
    var window = DeduplicationWindow(.init(limit: 2))
    #expect((1...2).map { window.admit($0, at: .zero) } == [.first, .first])
    #expect(window.admit(1, at: .zero) == .duplicate)
    #expect(window.admit(3, at: .zero) == .firstForgetting(1))
    #expect(window.admit(2, at: .zero) == .duplicate)
    #expect(window.admit(1, at: .zero) == .firstForgetting(2))
    #expect(window.count == 2)
  }

  @Test(arguments: 1...4)
  func `the window agrees with a list of all that was accepted`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var window = DeduplicationWindow(.init(window: .nanoseconds(50), limit: 1_000))
    var accepted: [(id: UInt64, time: Int64)] = []
    var now: Int64 = 0
    for _ in 0..<5_000 {
      now += Int64(draws.below(3))
      let id = UInt64(draws.below(60))
      let isDuplicate = accepted.contains { $0.id == id && $0.time > now - 50 }
      #expect(window.admit(id, at: .init(nanoseconds: now)) == (isDuplicate ? .duplicate : .first))
      if !isDuplicate { accepted.append((id, now)) }
      #expect(window.count == accepted.count { $0.time > now - 50 })
    }
  }

  @Test(
    arguments: [
      (.init(window: .zero), "a window of 0s is not longer than zero"),
      (.init(limit: 0), "0 ids are not in 1...100000000"),
    ] as [(DeduplicationWindow.Policy, String)])
  func `an impossible policy says why`(policy: DeduplicationWindow.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(DeduplicationWindow.Policy().problem == nil)
  }
}
