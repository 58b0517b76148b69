import Resilience
import Testing
import TimeBase

@Suite struct LoadingTests {
  /// Vector: expiry 100 s, a load of 2 s, u = 0.5: refreshed from 98.6137 s on.
  @Test(arguments: [(98_610, false), (98_620, true), (100_000, true)] as [(Int64, Bool)])
  func `an entry is refreshed early by chance`(milliseconds: Int64, isRefreshed: Bool) {
    let refreshes = EarlyExpiration().refreshes(
      expiry: Instant(milliseconds: 100_000), loadTime: .seconds(2),
      at: Instant(milliseconds: milliseconds), exponential: 0.693_147_180_559_945_3)
    #expect(refreshes == isRefreshed)
  }

  /// Vector: with a time left of τ and a load of δ, 36.8 % at τ = δ, 77.9 % at δ/4, 0.67 % at 5 δ.
  /// An exponential draw is at least x with probability exp(-x): the draw that just refreshes is
  /// held against the x of the probability.
  @Test(arguments: [(1.0, 0.367_879_441), (0.25, 0.778_800_783), (5, 0.006_737_947)])
  func `the odds fall exponentially with the time left`(left: Double, probability: Double) {
    let loadTime = TimeSpan.seconds(4)
    let now = Instant.zero + .seconds(100) - TimeSpan(roundingNanoseconds: left * 4e9)
    func refreshes(_ exponential: Double) -> Bool {
      EarlyExpiration().refreshes(
        expiry: .zero + .seconds(100), loadTime: loadTime, at: now, exponential: exponential)
    }
    // A draw E is at least τ/δ with probability exp(-τ/δ), which is the one given.
    #expect(refreshes(left))
    #expect(!refreshes(left.nextDown))
    var term = 1.0
    var power = 1.0
    for number in 1...60 {
      term *= -left / Double(number)
      power += term
    }
    #expect(abs(power - probability) < 1e-8)
  }

  @Test func `an eager refresh that never comes or always does`() {
    let never = EarlyExpiration(eagerness: 0)
    #expect(
      !never.refreshes(
        expiry: .distantFuture, loadTime: .forever, at: .zero, exponential: 50))
    #expect(EarlyExpiration(eagerness: -1).problem == "an eagerness of -1.0 is not in 0...1000")
  }

  @Test func `one request renews while the others are served what has expired`() {
    var cache = Self.staleCache(renewsInBackground: true)
    #expect(cache.get(1, at: Instant(milliseconds: 100), draw: 0) == .fresh("old"))
    #expect(cache.get(1, at: Instant(milliseconds: 101), draw: 0) == .staleAndRenew("old"))
    #expect(cache.get(1, at: Instant(milliseconds: 102), draw: 0) == .stale("old"))
    cache.set(1, "new", for: .milliseconds(100), at: Instant(milliseconds: 120), draw: 0)
    #expect(cache.get(1, at: Instant(milliseconds: 121), draw: 0) == .fresh("new"))
  }

  @Test func `without a background update who renews waits for it`() {
    var cache = Self.staleCache(renewsInBackground: false)
    #expect(cache.get(1, at: Instant(milliseconds: 110), draw: 0) == .renew)
    #expect(cache.get(1, at: Instant(milliseconds: 110), draw: 0) == .stale("old"))
    cache.renewalFailed(1)
    #expect(cache.get(1, at: Instant(milliseconds: 111), draw: 0) == .renew)
  }

  @Test func `stale entries are served for their time and in place of errors for theirs`() {
    var cache = Self.staleCache(renewsInBackground: true)
    #expect(cache.get(1, at: Instant(milliseconds: 151), draw: 0) == .renew)
    #expect(cache.get(1, at: Instant(milliseconds: 152), draw: 0) == .miss)
    #expect(cache.valueInsteadOfError(1, at: Instant(milliseconds: 300)) == "old")
    #expect(cache.valueInsteadOfError(1, at: Instant(milliseconds: 301)) == nil)
    #expect(cache.get(1, at: Instant(milliseconds: 301), draw: 0) == .miss)
    #expect(cache.count == 0)
  }

  /// Fresh for 100 ms, then served for 50 ms more, in place of an error for 200 ms more.
  private static func staleCache(
    renewsInBackground: Bool
  ) -> StaleCache<UInt64, String, LRUEviction> {
    var cache = StaleCache<UInt64, String, _>(
      capacity: 10,
      rules: StaleRules(
        whileRevalidating: .milliseconds(50), ifError: .milliseconds(200),
        renewsInBackground: renewsInBackground), eviction: LRUEviction())
    cache.set(1, "old", for: .milliseconds(100), at: .zero, draw: 0)
    return cache
  }

  @Test func `absences have a time of their own`() {
    var cache = NegativeCache<UInt64, String, _>(
      capacity: 10, absences: 10, for: .milliseconds(5), eviction: LRUEviction())
    cache.setAbsent(1, at: .zero)
    #expect(cache.get(1, at: Instant(milliseconds: 5), draw: 0) == .negativeHit)
    #expect(cache.get(1, at: Instant(milliseconds: 6), draw: 0) == .miss)
    cache.setAbsent(2, at: .zero)
    cache.set(2, "there", for: .milliseconds(100), at: .zero, draw: 0)
    #expect(cache.get(2, at: .zero, draw: 0) == .hit("there"))
    cache.setAbsent(2, at: .zero)
    #expect(cache.get(2, at: .zero, draw: 0) == .negativeHit)
  }

  @Test func `random keys that do not exist flush no values`() {
    var random = ScriptRandom(seed: 3)
    var cache = NegativeCache<UInt64, String, _>(
      capacity: 100, absences: 20, for: .seconds(1), eviction: LRUEviction())
    for key in 0..<100 as Range<UInt64> {
      cache.set(key, "there", for: .seconds(100), at: .zero, draw: 0)
    }
    for _ in 0..<10_000 {
      let key = random.next() | 1 << 63
      if cache.get(key, at: .zero, draw: 0) == .miss { cache.setAbsent(key, at: .zero) }
    }
    #expect(cache.absences.count == 20)
    #expect(cache.values.count == 100)
  }

  /// Dog-pile: at 1,000 requests a second and loads of 200 ms, 200 loads run at one expiry, or one
  /// if followers wait.
  @Test func `a single flight turns two hundred loads into one`() {
    var flights = SingleFlight<UInt64, Int>()
    let roles = (0..<200).map { flights.join(1, as: $0) }
    let leaders = roles.filter { if case .leads = $0 { true } else { false } }
    #expect(leaders.count == 1)
    #expect(flights.waiterCount == 199)
  }

  @Test func `jitter shortens times to live evenly and by no more than the spread`() {
    var random = ScriptRandom(seed: 8)
    let lifetime = JitteredLifetime(.seconds(60), spread: .seconds(6))
    #expect(lifetime.span(word: 0) == .seconds(60))
    #expect(lifetime.span(word: .max) == .seconds(54))
    let spans = (0..<10_000).map { _ in lifetime.span(word: random.next()).seconds }
    let mean = spans.reduce(0, +) / 10_000
    // The standard error of the mean is 17 ms.
    #expect(abs(mean - 57) < 0.085)
    #expect(JitteredLifetime(.seconds(1)).span(word: .max) == .seconds(1))
    #expect(
      JitteredLifetime(.seconds(1), spread: .seconds(2)).problem
        == "the spread must be between zero and the time to live 1s, and is 2s")
  }
}
