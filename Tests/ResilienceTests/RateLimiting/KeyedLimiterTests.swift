import Resilience
import Testing
import TimeBase

@Suite struct KeyedLimiterTests {
  @Test func `every key has a limit of its own`() {
    var limits = KeyedLimiter<TokenBucket>(
      .init(each: .init(rate: .perSecond(1), capacity: 2), maximumKeys: 10))
    for key in 1...5 as ClosedRange<UInt64> {
      #expect(limits.admit(key, at: .zero) == .admitted)
      #expect(limits.admit(key, at: .zero) == .admitted)
      #expect(limits.admit(key, at: .zero) == .rejected(retryAfter: .seconds(1)))
    }
    #expect(limits.keyCount == 5)
    #expect(limits.evictionCount == 0)
  }

  @Test func `the key that has not asked for longest is forgotten`() {
    var limits = KeyedLimiter<TokenBucket>(
      .init(each: .init(rate: .perSecond(1), capacity: 1), maximumKeys: 2))
    _ = limits.admit(1, at: .zero)
    _ = limits.admit(2, at: .zero)
    #expect(limits.admit(1, at: .zero).isRejected)
    #expect(limits.admit(3, at: .zero) == .admitted)
    #expect(limits.decision(for: 1, at: .zero).isRejected)
    #expect(limits.decision(for: 2, at: .zero) == .admitted)
    #expect(limits.evictionCount == 1)
    #expect(limits.keyCount == 2)
  }

  /// The twin keeps single buckets in an array, the one that asked last in front.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a table of buckets agrees with single buckets`(seed: UInt64) {
    var random = ScriptRandom(seed: seed)
    let policy = TokenBucket.Policy(rate: Rate(7, per: .seconds(1)), capacity: 3)
    var limits = KeyedLimiter<TokenBucket>(.init(each: policy, maximumKeys: 20))
    var twin: [(key: UInt64, bucket: TokenBucket)] = []
    var now = Instant.zero
    for _ in 0..<4_000 {
      now += .milliseconds(random.below(40))
      let key = UInt64(random.below(30))
      if let index = twin.firstIndex(where: { $0.key == key }) {
        twin.insert(twin.remove(at: index), at: 0)
      } else {
        if twin.count == 20 { twin.removeLast() }
        twin.insert((key, TokenBucket(policy, at: now)), at: 0)
      }
      let cost = random.below(3)
      let expected = twin[0].bucket.admit(cost: cost, at: now)
      #expect(limits.decision(for: key, cost: cost, at: now) == expected)
      #expect(limits.admit(key, cost: cost, at: now) == expected)
      #expect(limits.keyCount == twin.count)
    }
  }

  @Test func `any kind of limiter can be kept by key`() {
    var leaky = KeyedLimiter<LeakyBucket>(
      .init(each: .init(rate: .perSecond(1), burst: 1), maximumKeys: 4))
    #expect(leaky.admit(7, at: Instant(milliseconds: 500)) == .admitted)
    #expect(leaky.admit(7, at: Instant(milliseconds: 500)) == .delayed(.seconds(1)))
    #expect(leaky.admit(8, at: Instant(milliseconds: 500)) == .admitted)
    var periodic = KeyedLimiter<PeriodicTokenBucket>(
      .init(each: .init(every: .seconds(1), capacity: 1), maximumKeys: 4))
    #expect(periodic.admit(7, at: Instant(milliseconds: 500)) == .admitted)
    #expect(
      periodic.admit(7, at: Instant(milliseconds: 600))
        == .rejected(retryAfter: .milliseconds(900)))
  }

  @Test func `flushing forgets all keys`() {
    var limits = KeyedLimiter<TokenBucket>(
      .init(each: .init(rate: .perSecond(0), capacity: 1), maximumKeys: 3))
    for key in 0..<3 as Range<UInt64> { _ = limits.admit(key, at: .zero) }
    limits.removeAll()
    #expect(limits.keyCount == 0)
    #expect(limits.admit(0, at: .zero) == .admitted)
  }

  @Test func `a copy is independent of its original`() {
    var original = KeyedLimiter<TokenBucket>(
      .init(each: .init(rate: .perSecond(0), capacity: 1), maximumKeys: 3))
    var copy = original
    #expect(copy.admit(1, at: .zero) == .admitted)
    #expect(original.admit(1, at: .zero) == .admitted)
  }

  @Test func `a problem of the limit is a problem of the table`() {
    let good = TokenBucket.Policy(rate: .perSecond(1), capacity: 1)
    let bad = TokenBucket.Policy(rate: .perSecond(1), capacity: -1)
    #expect(KeyedLimiter<TokenBucket>.Policy(each: bad, maximumKeys: 1).problem == bad.problem)
    #expect(
      KeyedLimiter<TokenBucket>.Policy(each: good, maximumKeys: 1 << 31).problem
        == "a limiter can remember at most 1073741824 keys, not 2147483648")
    #expect(KeyedLimiter<TokenBucket>.Policy(each: good, maximumKeys: 1 << 30).problem == nil)
  }

  @Test func `a policy with a problem makes no table`() async {
    await #expect(processExitsWith: .failure) {
      _ = KeyedLimiter<TokenBucket>(
        .init(each: .init(rate: .perSecond(1), capacity: 1), maximumKeys: 0))
    }
  }
}
