import Resilience
import Testing
import TimeBase

@Suite struct LeakyBucketZoneTests {
  /// Vector L9: a zone of three keys; the fourth costs the oldest its memory, whatever it owes.
  @Test func `vector L9`() {
    var zone = LeakyBucketZone(.init(bucket: .init(rate: .perSecond(1)), maximumKeys: 3))
    for key in 1...3 as ClosedRange<UInt64> {
      #expect(zone.admit(key, at: .zero) == .admitted)
    }
    #expect(zone.decision(for: 1, at: .zero).isRejected)
    #expect(zone.admit(4, at: .zero) == .admitted)
    #expect(zone.evictionCount == 1)
    #expect(zone.admit(1, at: .zero) == .admitted)
    #expect(zone.keyCount == 3)
    #expect(zone.decision(for: 3, at: .zero).isRejected)
    #expect(!zone.decision(for: 2, at: .zero).isRejected)
  }

  @Test func `a rejected request counts as having been seen`() {
    var zone = LeakyBucketZone(.init(bucket: .init(rate: .perSecond(1)), maximumKeys: 2))
    _ = zone.admit(1, at: .zero)
    _ = zone.admit(2, at: .zero)
    #expect(zone.admit(1, at: .zero).isRejected)
    _ = zone.admit(3, at: .zero)
    #expect(zone.decision(for: 1, at: .zero).isRejected)
  }

  @Test func `the scarcest key is the one that has least left`() {
    var zone = LeakyBucketZone(
      .init(bucket: .init(rate: .perSecond(1), burst: 4), maximumKeys: 3))
    #expect(zone.scarcest(at: .zero).remaining == zone.scarcest(at: .zero).limit)
    for _ in 0..<2 { _ = zone.admit(1, at: .zero) }
    for _ in 0..<4 { _ = zone.admit(2, at: .zero) }
    let limit = zone.scarcest(at: .zero).limit
    #expect(zone.scarcest(at: .zero).remaining == limit - 4)
    #expect(zone.scarcest(at: .zero + .seconds(2)).remaining == limit - 2)
  }

  @Test(arguments: [LeakyBucket.Arithmetic.exact, .nginx])
  func `the scarcest key is the one that a look at each would find`(
    arithmetic: LeakyBucket.Arithmetic
  ) {
    let bucket = LeakyBucket.Policy(rate: .perSecond(7), burst: 9, arithmetic: arithmetic)
    var zone = LeakyBucketZone(.init(bucket: bucket, maximumKeys: 8))
    var twins = (0..<8).map { _ in bucket.makeState(at: .zero) }
    var random = ScriptRandom(seed: 11)
    var now = Instant.zero
    for _ in 0..<400 {
      now += TimeSpan(nanoseconds: random.below(90_000_000))
      let key = Int(random.below(8))
      let expected = bucket.admit(cost: 1, to: &twins[key], at: now)
      #expect(zone.admit(UInt64(key), at: now) == expected)
      let least = twins.map { bucket.status(of: $0, at: now).remaining }.min()
      #expect(zone.scarcest(at: now).remaining == least)
    }
  }

  @Test func `asking for a decision neither charges nor counts as seen`() {
    var zone = LeakyBucketZone(.init(bucket: .init(rate: .perSecond(1)), maximumKeys: 2))
    _ = zone.admit(1, at: .zero)
    _ = zone.admit(2, at: .zero)
    #expect(zone.decision(for: 1, at: .zero).isRejected)
    #expect(zone.decision(for: 3, at: .zero) == .admitted)
    #expect(zone.keyCount == 2)
    _ = zone.admit(3, at: .zero)
    #expect(!zone.decision(for: 1, at: .zero).isRejected)
  }

  @Test func `a new key sweeps out two that have been idle for a minute and have drained`() {
    var zone = LeakyBucketZone(.init(bucket: .init(rate: .perSecond(1)), maximumKeys: 10))
    for key in 1...5 as ClosedRange<UInt64> { _ = zone.admit(key, at: .zero) }
    _ = zone.admit(6, at: Instant(milliseconds: 59_999))
    #expect(zone.keyCount == 6)
    _ = zone.admit(7, at: Instant(milliseconds: 60_000))
    #expect(zone.keyCount == 5)
    _ = zone.admit(7, at: Instant(milliseconds: 60_000))
    #expect(zone.keyCount == 5)
    #expect(zone.evictionCount == 0)
  }

  /// The twin keeps its keys in an array, most recently seen first, and follows the steps of the
  /// module literally.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `keys come and go as in a literal twin`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let (rate, burst, limit) = (1_000 + 1_000 * random.below(2), random.below(100), 8)
    var zone = LeakyBucketZone(
      .init(
        bucket: .init(rate: .perSecond(rate / 1_000), burst: burst, delay: .never),
        maximumKeys: limit))
    var twin = LimitReqTwin(rate: rate, burst: burst * 1_000, limit: limit)
    var now: Int64 = 0
    for _ in 0..<4_000 {
      now += random.chance(1, in: 60) ? 55_000 + random.below(10_000) : random.below(200)
      if random.chance(1, in: 200) { now -= random.below(130_000) }
      let key = UInt64(random.chance(1, in: 3) ? random.below(30) : random.below(4))
      let decision = zone.admit(key, at: Instant(milliseconds: now))
      #expect(decision.isRejected == !twin.admit(key, at: now))
      #expect(zone.keyCount == twin.nodes.count)
    }
    #expect(zone.evictionCount > 0)
  }

  @Test func `flushing forgets what every key owes`() {
    var zone = LeakyBucketZone(.init(bucket: .init(rate: .perSecond(1)), maximumKeys: 100))
    for key in 0..<100 as Range<UInt64> { _ = zone.admit(key, at: .zero) }
    zone.removeAll()
    #expect(zone.keyCount == 0)
    for key in 0..<100 as Range<UInt64> { #expect(zone.admit(key, at: .zero) == .admitted) }
  }

  @Test func `a zone without room is a problem of whoever wrote it`() {
    let bucket = LeakyBucket.Policy(rate: .perSecond(1))
    #expect(
      LeakyBucketZone.Policy(bucket: bucket, maximumKeys: 0).problem
        == "a limiter must remember at least one key, not 0")
    #expect(LeakyBucketZone.Policy(bucket: bucket, maximumKeys: 1).problem == nil)
    #expect(
      LeakyBucketZone.Policy(bucket: .init(rate: .perSecond(0)), maximumKeys: 1).problem != nil)
  }
}

/// `limit_req` as its module describes it: for speed nothing, for comparison everything.
private struct LimitReqTwin {
  struct Node {
    var key: UInt64
    var excess: Int64
    var last: Int64
  }

  var rate: Int64
  var burst: Int64
  var limit: Int

  /// Most recently seen first.
  var nodes: [Node] = []

  mutating func admit(_ key: UInt64, at now: Int64) -> Bool {
    guard let index = nodes.firstIndex(where: { $0.key == key }) else {
      expire(force: false, at: now)
      if nodes.count == limit { expire(force: true, at: now) }
      nodes.insert(Node(key: key, excess: 0, last: now), at: 0)
      return true
    }
    nodes.insert(nodes.remove(at: index), at: 0)
    var elapsed = now - nodes[0].last
    if elapsed < -60_000 { elapsed = 1 } else if elapsed < 0 { elapsed = 0 }
    let excess = max(0, nodes[0].excess - rate * elapsed / 1_000 + 1_000)
    guard excess <= burst else { return false }
    nodes[0].excess = excess
    if elapsed != 0 { nodes[0].last = now }
    return true
  }

  mutating func expire(force: Bool, at now: Int64) {
    if force { nodes.removeLast() }
    for _ in 0..<2 {
      guard let oldest = nodes.last else { return }
      let elapsed = abs(now - oldest.last)
      if elapsed < 60_000 || oldest.excess - rate * elapsed / 1_000 > 0 { return }
      nodes.removeLast()
    }
  }
}
