import Resilience
import Testing
import TimeBase

/// What the policies do with short sequences of requests, each of which looks a key up and, when it
/// misses, sets it. `M-x` is a miss that evicts x, `*` a miss of a key that was remembered.
@Suite struct EvictionVectorTests {
  /// Vectors C2 to C6, recomputed by an independent program. C6 tells all four apart.
  @Test(
    arguments: [
      (.lru, "A B C A D A E B C A D", "M M M H M-B H M-C M-D M-A M-E M-B"),
      (.fifo, "A B C A D A E B C A D", "M M M H M-A M-B M-C M-D M-A M-E M-B"),
      (.clock, "A B C A D A E B C A D", "M M M H M-B H M-C M-D M-E H M-B"),
      (.sieve, "A B C A D A E B C A D", "M M M H M-B H M-C M-D M-E H M-B"),
      (.lru, "D E D A B E A B", "M M H M M-E M-D H H"),
      (.fifo, "D E D A B E A B", "M M H M M-D H H H"),
      (.clock, "D E D A B E A B", "M M H M M-E M-A M-D H"),
      (.sieve, "D E D A B E A B", "M M H M M-E M-A M-B M-E"),
    ] as [(EvictionKind, String, String)])
  func `vectors C2 to C6`(kind: EvictionKind, requests: String, outcomes: String) {
    var cache = Cache<String, Void>(.init(capacity: 3, eviction: kind))
    #expect(cache.play(requests) == outcomes)
  }

  /// Measured at an in-process cache of 1,024 entries: after 1,100 distinct keys the last 1,024 remain.
  @Test func `of 1100 distinct keys the last 1024 are kept`() {
    var cache = Cache<UInt64, Void>(.init(capacity: 1_024, eviction: .lru))
    for key in 0..<1_100 as Range<UInt64> {
      cache.set(key, (), expiresAt: .distantFuture, at: .zero, draw: 0)
    }
    let kept = (0..<1_100 as Range<UInt64>).filter { key in
      if case .hit = cache.get(key, at: .zero, draw: 0) { true } else { false }
    }
    #expect(kept == Array(76..<1_100))
  }

  /// What is left after vectors C2 to C5, in the order of each policy's list.
  @Test func `vectors C2 to C5 leave their lists in order`() {
    let requests = "A B C A D A E B C A D"
    var lru = CacheStore<String, Void, _>(capacity: 3, eviction: LRUEviction())
    var fifo = CacheStore<String, Void, _>(capacity: 3, eviction: FIFOEviction())
    var clock = CacheStore<String, Void, _>(capacity: 3, eviction: ClockEviction())
    var sieve = CacheStore<String, Void, _>(capacity: 3, eviction: SieveEviction())
    _ = (lru.play(requests), fifo.play(requests), clock.play(requests), sieve.play(requests))
    #expect(lru.keys(lru.eviction.order) == "D A C")
    #expect(fifo.keys(fifo.eviction.order) == "D A C")
    #expect(clock.keys(clock.eviction.order) == "D A C")
    #expect(sieve.keys(sieve.eviction.order) == "D C A")
    #expect(sieve.key(at: sieve.eviction.hand) == "C")
  }

  /// The example of the SIEVE paper, as recomputed by an independent program.
  @Test func `the vector of SIEVE with seven places`() {
    var cache = CacheStore<String, Void, _>(capacity: 7, eviction: SieveEviction())
    #expect(
      cache.play("A B C D E F G A B G H A D I B J")
        == "M M M M M M M H H H M-C H H M-E H M-F")
    #expect(cache.keys(cache.eviction.order) == "J I H G D B A")
    #expect(cache.key(at: cache.eviction.hand) == "G")
  }

  /// libCacheSim with a small queue of 2, a main queue of 3 and as many ghosts.
  @Test func `the vector of S3-FIFO`() {
    var cache = CacheStore<String, Void, _>(capacity: 5, eviction: S3FIFOEviction(small: 2))
    #expect(
      cache.play("A B C D E A A F B G B B H")
        == "M M M M M H H M-B M-C M-D H H M-E")
    #expect(cache.keys(cache.eviction.order, list: 0) == "H G F")
    #expect(cache.keys(cache.eviction.order, list: 1) == "B A")
    #expect(cache.eviction.ghosts.names == "C D E")
  }

  /// libCacheSim with a capacity of 4: A1in 1, A1out 2.
  @Test func `the vector of 2Q`() {
    var cache = CacheStore<String, Void, _>(capacity: 4, eviction: TwoQueueEviction())
    #expect(cache.play("A B C D E A F B A G") == "M M M M M-A M-B M-C M-D H M-E")
    #expect(cache.keys(cache.eviction.order, list: 0) == "G F")
    #expect(cache.keys(cache.eviction.order, list: 1) == "A B")
    #expect(cache.eviction.ghosts.names == "D E")
  }

  /// The cases of the ARC paper with a capacity of 3; the target after each request.
  @Test func `the vector of ARC`() {
    var cache = CacheStore<String, Void, _>(capacity: 3, eviction: ARCEviction())
    let targets = "ABCADBEADB".map { key in
      let outcome = cache.play(String(key))
      return "\(outcome):\(cache.eviction.target)"
    }
    #expect(
      targets.joined(separator: " ")
        == "M:0 M:0 M:0 H:0 M-B:0 M-C:1 M-A:1 M-D:0 M-B:1 M-E:0")
    #expect(cache.keys(cache.eviction.order, list: 0) == "")
    #expect(cache.keys(cache.eviction.order, list: 1) == "B D A")
    #expect(cache.eviction.ghosts.names == "C E")
    #expect(cache.eviction.ghosts.count(of: 0) == 2)
  }

  /// The fewest uses leave first; among equals the earliest last use. Checked by hand.
  @Test func `LFU goes by uses and then by age of the last`() {
    var cache = CacheStore<String, Void, _>(capacity: 3, eviction: LFUEviction())
    #expect(cache.play("A B C A B A D E B C F D") == "M M M H H H M-C M-D H M-E M-C M-F")
  }

  @Test func `CLOCK with two bits spares an entry as often as it was used, three times at most`() {
    var cache = CacheStore<String, Void, _>(capacity: 2, eviction: ClockEviction(bits: 2))
    #expect(cache.play("A A A A A A B C D E F") == "M H H H H H M M-B M-C M-D M-A")
  }
}

extension CacheStore where Key == String, Value == Void {
  /// Requests one key after the other.
  fileprivate mutating func play(_ requests: String) -> String {
    let outcomes = requests.split(separator: " ").map { key in
      if get(String(key), at: .zero, draw: 0).value != nil { return "H" }
      let victim = set(String(key), (), at: .zero, draw: 0)
      return victim.map { "M-\($0)" } ?? "M"
    }
    return outcomes.joined(separator: " ")
  }

  fileprivate func keys(_ order: SlotLists, list: Int = 0) -> String {
    order.slots(of: list).map { key(at: $0) }.joined(separator: " ")
  }
}

extension GhostLists {
  /// Those of the letters A to Z that are remembered.
  fileprivate var names: String {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }.filter { list(of: $0.stableHash) != nil }
      .joined(separator: " ")
  }
}
