import Resilience
import Testing
import TimeBase

@Suite struct KeyCrowdingTests {
  private func table(_ crowding: KeyCrowding) -> KeyedLimiter<SelectedLimiter> {
    KeyedLimiter(
      .init(
        each: .tokenBucket(.init(rate: .perSecond(1), capacity: 2)), maximumKeys: 2,
        crowding: crowding))
  }

  @Test func `a key that has something to gain is not forgotten`() {
    var limits = table(.forgetRested(otherwise: .isRejected))
    #expect(limits.admit(1, cost: 2, at: .zero) == .admitted)
    #expect(limits.admit(2, at: .zero) == .admitted)
    #expect(limits.decision(for: 3, at: .zero) == .rejected(retryAfter: .seconds(2)))
    #expect(limits.admit(3, at: .zero) == .rejected(retryAfter: .seconds(2)))
    #expect(limits.turnedAwayCount == 1)
    #expect(limits.admit(1, at: .zero).isRejected)
    #expect(limits.admit(2, at: .zero) == .admitted)
    #expect((limits.keyCount, limits.evictionCount) == (2, 0))
  }

  @Test func `a key that has all of its limit left makes room`() {
    var limits = table(.forgetRested(otherwise: .isRejected))
    #expect(limits.admit(1, cost: 2, at: .zero) == .admitted)
    #expect(limits.admit(2, at: Instant(milliseconds: 1_500)) == .admitted)
    #expect(limits.admit(3, at: Instant(milliseconds: 1_999)).isRejected)
    #expect(limits.decision(for: 3, at: Instant(milliseconds: 2_000)) == .admitted)
    #expect(limits.admit(3, at: Instant(milliseconds: 2_000)) == .admitted)
    #expect((limits.keyCount, limits.evictionCount, limits.turnedAwayCount) == (2, 1, 1))
  }

  @Test func `a full table may let newcomers pass`() {
    var limits = table(.forgetRested(otherwise: .isAdmitted))
    for key in 1...2 as ClosedRange<UInt64> { _ = limits.admit(key, cost: 2, at: .zero) }
    for _ in 0..<5 { #expect(limits.admit(3, at: .zero) == .admitted) }
    #expect((limits.keyCount, limits.turnedAwayCount) == (2, 5))
  }

  @Test func `a counter whose previous window still weighs is not forgotten`() {
    var limits = KeyedLimiter<SlidingCounter>(
      .init(
        each: .init(limit: 2, window: .seconds(10)), maximumKeys: 1,
        crowding: .forgetRested(otherwise: .isRejected)))
    #expect(limits.admit(1, at: .zero) == .admitted)
    let last = Instant(milliseconds: 19_999)
    #expect(limits.status(of: 1, at: last).remaining == 2)
    #expect(limits.admit(2, at: last) == .rejected(retryAfter: .milliseconds(1)))
    #expect(limits.admit(2, at: Instant(milliseconds: 20_000)) == .admitted)
  }

  @Test func `inventing keys frees nobody from a limit that forgets only the rested`() {
    for crowding in [KeyCrowding.forgetOldest, .forgetRested(otherwise: .isRejected)] {
      var limits = table(crowding)
      #expect(limits.admit(1, cost: 2, at: .zero) == .admitted)
      for key in 2...9 as ClosedRange<UInt64> { _ = limits.admit(key, at: .zero) }
      let isFree = limits.admit(1, at: .zero) == .admitted
      #expect(isFree == (crowding == .forgetOldest))
    }
  }

  @Test(arguments: 0..<SelectedRateLimit.kindCount)
  func `every kind of limiter can be kept by key`(kind: Int) {
    var random = ScriptRandom(seed: UInt64(kind))
    let each = SelectedRateLimit.drawn(kind: kind, from: &random)
    var limits = KeyedLimiter<SelectedLimiter>(.init(each: each, maximumKeys: 5))
    var twins = (0..<5).map { _ in SelectedLimiter(each) }
    var now = Instant.zero
    for key in 0..<5 as Range<UInt64> { _ = limits.admit(key, cost: 0, at: .zero) }
    for _ in 0..<500 {
      now += TimeSpan(nanoseconds: random.below(2 * each.tick.nanoseconds))
      let key = Int(random.below(5))
      let expected = twins[key].admit(at: now)
      #expect(limits.decision(for: UInt64(key), at: now) == expected)
      #expect(limits.admit(UInt64(key), at: now) == expected)
      #expect(limits.status(of: UInt64(key), at: now) == twins[key].status(at: now))
      let least = twins.map { $0.status(at: now).remaining }.min()
      #expect(limits.scarcest(at: now).remaining == least)
    }
  }
}
