import Resilience
import Testing
import TimeBase

@Suite struct KeyedConcurrencyLimitTests {
  @Test func `every key has a limit of its own`() {
    var limit = KeyedConcurrencyLimit(.init(limit: 2, maximumKeys: 10))
    let tokens = [1, 1, 2].compactMap { limit.acquire($0).token }
    #expect(tokens.count == 3)
    #expect(limit.acquire(1) == .rejected)
    #expect((limit.rejectedCount, limit.turnedAwayCount) == (1, 0))
    limit.release(tokens[0])
    #expect(limit.acquire(1) != .rejected)
    #expect((limit.inFlightCount(of: 1), limit.inFlightCount(of: 2)) == (2, 1))
  }

  /// As nginx, which answers 503 if it cannot allocate: nobody is dropped.
  @Test func `a full zone rejects further keys until one has nothing under way`() {
    var limit = KeyedConcurrencyLimit(.init(limit: 5, maximumKeys: 2))
    let first = limit.acquire(1)
    _ = limit.acquire(2)
    #expect(limit.acquire(3) == .rejected)
    #expect(limit.turnedAwayCount == 1)
    #expect(limit.acquire(1) != .rejected)
    if let token = first.token { limit.release(token) }
    #expect(limit.acquire(3) == .rejected)
    #expect(limit.keyCount == 2)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `keys are counted as a list of requests counts them`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    var limit = KeyedConcurrencyLimit(.init(limit: 3, maximumKeys: 6))
    var underWay: [(key: UInt64, token: ConcurrencyToken)] = []
    for _ in 0..<3_000 {
      if random.chance(5, in: 9) {
        let key = UInt64(random.below(9))
        let count = underWay.count { $0.key == key }
        let keys = (0..<9 as Range<UInt64>).count { known in
          underWay.contains { $0.key == known }
        }
        let isAdmitted = count < 3 && (count > 0 || keys < 6)
        let decision = limit.acquire(key)
        #expect((decision != .rejected) == isAdmitted)
        if let token = decision.token { underWay.append((key, token)) }
      } else if !underWay.isEmpty {
        limit.release(underWay.remove(at: Int(random.below(Int64(underWay.count)))).token)
      }
      #expect(limit.inFlightCount == underWay.count)
    }
  }

  @Test func `a request that is released twice is reported`() async {
    await #expect(processExitsWith: .failure) {
      var limit = KeyedConcurrencyLimit(.init(limit: 2, maximumKeys: 2))
      guard let token = limit.acquire(1).token else { return }
      limit.release(token)
      limit.release(token)
    }
  }
}
