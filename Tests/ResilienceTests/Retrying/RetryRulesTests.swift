import Resilience
import Testing
import TimeBase

/// What servers say about retries, and what bounds them, after gRPC's proposal A6 and grpc-go, and the
/// components specification, sections 3.6, 6.1 and 6.2.
@Suite struct RetryRulesTests {
  private static let policy = RetryPolicy(
    maxAttempts: 5, backoff: Backoff(base: .milliseconds(100), cap: .seconds(1)),
    budget: .throttle(.init()))

  private func tokens(_ retrier: Retrier) -> Double? {
    guard case .throttle(let throttle) = retrier.budget else { return nil }
    return throttle.tokens
  }

  @Test(arguments: [
    ([], Pushback.none), (["0"], .after(.zero)), (["250"], .after(.milliseconds(250))),
    (["-1"], .stops), (["soon"], .stops), ([""], .stops), (["1", "2"], .stops),
    (["99999999999"], .stops),
  ])
  func `a pushback is a wait or an end`(trailers: [String], pushback: Pushback) {
    #expect(Pushback(trailers: trailers) == pushback)
  }

  @Test func `a pushback is an exact wait after which the backoff begins anew`() {
    var retrier = Retrier(Self.policy)
    let decisions = [
      Retrier.Failure(.status(503), attempt: 1),
      .init(.status(503), attempt: 2),
      .init(.status(503), attempt: 3, pushback: .after(.seconds(7))),
      .init(.status(503), attempt: 4, backoffStep: 1),
    ].map { retrier.admit(after: $0, word: 0, at: .zero) }
    #expect(
      decisions == [
        .retries(after: .milliseconds(100)), .retries(after: .milliseconds(200)),
        .retries(after: .seconds(7)), .retries(after: .milliseconds(100)),
      ])
  }

  @Test func `a pushback that stops counts as a failure, whatever the status`() {
    var retrier = Retrier(Self.policy)
    let failure = Retrier.Failure(.status(404), attempt: 1, pushback: .stops)
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == .stops(.pushedBack))
    #expect(tokens(retrier) == 9)
  }

  @Test func `an attempt that nobody began is repeated once, at no cost`() {
    var retrier = Retrier(RetryPolicy(maxAttempts: 1, budget: .throttle(.init())))
    var failure = Retrier.Failure(.disconnected, attempt: 1, isUnprocessed: true)
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == .repeats)
    #expect(tokens(retrier) == 10)
    failure.wasRepeated = true
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == .stops(.attemptsExhausted))
    (failure.wasRepeated, failure.deadline) = (false, .zero)
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == .stops(.attemptsExhausted))
  }

  @Test func `what the caller has seen is not taken back`() {
    var retrier = Retrier(Self.policy)
    let failure = Retrier.Failure(.status(503), attempt: 1, isCommitted: true)
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == .stops(.committed))
    #expect(tokens(retrier) == 10)
  }

  @Test(arguments: [
    (RetryPolicy.Beyond.waitsForCap, Int64(5), Retrier.Decision.retries(after: .seconds(5))),
    (.waitsForCap, 6, .retries(after: .seconds(5))), (.stops, 5, .retries(after: .seconds(5))),
    (.stops, 6, .stops(.retryAfterTooLong)),
  ])
  func `a wait that is asked for has a cap`(
    beyond: RetryPolicy.Beyond, seconds: Int64, decision: Retrier.Decision
  ) {
    var retrier = Retrier(
      RetryPolicy(retryAfterCap: .seconds(5), beyondRetryAfterCap: beyond))
    let failure = Retrier.Failure(.status(429), attempt: 1, retryAfter: .seconds(seconds))
    #expect(retrier.admit(after: failure, word: 0, at: .zero) == decision)
  }

  /// Section 3.6: AWS counts n from 1 for the first retry, so that its first nominal wait is 200 ms.
  @Test func `the exponent counts from 0 or from 1`() {
    let waits = [0, 1].map { first in
      let backoff = Backoff(
        base: .milliseconds(100), cap: .milliseconds(500), firstExponent: first)
      return (1...4).map { backoff.nominalWait(beforeRetry: $0).nanoseconds / 1_000_000 }
    }
    #expect(waits == [[100, 200, 400, 500], [200, 400, 500, 500]])
    let cut = Backoff(
      base: .milliseconds(500), factor: 1.5, granularity: .milliseconds(1), firstExponent: 2)
    #expect(cut.nominalWait(beforeRetry: 2) == .milliseconds(1_687))
    #expect(Backoff(base: .zero, firstExponent: -1).problem != nil)
  }

  /// Section 6.1: attempts that fail with probability p, at most m of them, are
  /// (1 - p^m) / (1 - p) in the mean. Every course of a request is gone through.
  @Test(arguments: [(0.5, 3, 1.75), (0.9, 4, 3.439)])
  func `the mean number of attempts is that of a cut geometric distribution`(
    failing: Double, most: Int, mean: Double
  ) {
    var retrier = Retrier(RetryPolicy(maxAttempts: most, backoff: .none))
    var (attempt, probability, sum) = (1, 1.0, 0.0)
    while true {
      sum += probability
      let decision = retrier.admit(
        after: .init(.timedOut, attempt: attempt), word: 0, at: .zero)
      guard decision == .retries(after: .zero) else { break }
      (attempt, probability) = (attempt + 1, probability * failing)
    }
    #expect(abs(sum - mean) < 1e-12)
  }

  /// Section 6.1: three layers of four attempts each.
  @Test func `attempts multiply from layer to layer`() {
    #expect(attempts(below: 3) == 64)
  }

  private func attempts(below layers: Int) -> Int {
    guard layers > 0 else { return 1 }
    var retrier = Retrier(RetryPolicy(maxAttempts: 4, backoff: .none))
    var (attempt, calls) = (1, 0)
    while true {
      calls += attempts(below: layers - 1)
      let decision = retrier.admit(after: .init(.refused, attempt: attempt), word: 0, at: .zero)
      guard decision == .retries(after: .zero) else { return calls }
      attempt += 1
    }
  }

  /// Section 6.1: 100 requests under way allow 20 retries at once, 10 allow 3.
  @Test(arguments: [(100, 20), (10, 3), (0, 3), (19, 3), (20, 4)])
  func `Envoy's budget bounds the retries that are under way`(requests: Int, retries: Int) {
    var budget = ConcurrentRetryBudget(.init())
    for _ in 0..<requests { budget.recordRequest() }
    var count = 0
    while budget.admitRetry() { count += 1 }
    #expect(count == retries && budget.retryCount == retries)
    budget.recordRetryEnd()
    let isAdmitted = budget.admitRetry()
    #expect(isAdmitted)
  }

  @Test(arguments: 1...4)
  func `a retrier keeps the books of Envoy's budget`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var retrier = Retrier(
      RetryPolicy(
        maxAttempts: 3, backoff: .none,
        budget: .concurrency(.init(percentage: 50, minimum: 1))))
    // The number of the attempt of each request under way.
    var requests: [Int] = []
    for _ in 0..<3_000 {
      if draws.below(3) == 0 || requests.isEmpty {
        retrier.recordRequest(at: .zero)
        requests.append(1)
      } else {
        let place = draws.below(requests.count)
        let attempt = requests[place]
        switch draws.below(4) {
        case 0:
          retrier.recordSuccess(afterRetryFor: attempt > 1 ? .refused : nil)
          requests.remove(at: place)
        case 1:
          retrier.recordAbandonment(ofRetry: attempt > 1)
          requests.remove(at: place)
        default:
          let others = requests.enumerated().count { $0.offset != place && $0.element > 1 }
          let decision = retrier.admit(
            after: .init(.refused, attempt: attempt), word: 0, at: .zero)
          let isAllowed = attempt < 3 && others < max(1, requests.count / 2)
          #expect((decision == .retries(after: .zero)) == isAllowed)
          if isAllowed { requests[place] += 1 } else { requests.remove(at: place) }
        }
      }
      guard case .concurrency(let budget) = retrier.budget else { return }
      #expect(budget.requestCount == requests.count)
      #expect(budget.retryCount == requests.count { $0 > 1 })
    }
  }

  @Test func `a budget's books are not overdrawn`() async {
    await #expect(processExitsWith: .failure) {
      var budget = ConcurrentRetryBudget(.init())
      budget.recordRetryEnd()
    }
    await #expect(processExitsWith: .failure) {
      var budget = ConcurrentRetryBudget(.init())
      budget.recordRequestEnd()
    }
  }

  /// A twin of Finagle's budget: each deposit and withdrawal is kept with the slice it was made in.
  @Test(arguments: 1...4)
  func `Finagle's budget agrees with a list of all deposits`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var budget = LeakyRetryBudget(.init(minimumRetriesPerSecond: 1, retryShare: 0.2))
    // Slices are numbered; a slice begins when the budget is used after the one before has ended.
    var (entries, slice, sliceStart, now): ([(slice: Int64, amount: Int64)], Int64, Int64, Int64) =
      ([], 0, 0, 0)
    for _ in 0..<3_000 {
      now += Int64(draws.below(draws.below(50) == 0 ? 20_000 : 400))
      if now - sliceStart >= 1_000 {
        slice += max(1, (now - sliceStart) / 1_000)
        sliceStart = now
      }
      entries.removeAll { $0.slice <= slice - 10 }
      let sum = entries.reduce(10 * 5_000) { $0 + $1.amount }
      if draws.below(3) > 0 {
        budget.recordRequest(at: Instant(milliseconds: now))
        entries.append((slice, 1_000))
      } else {
        #expect(budget.admitRetry(at: Instant(milliseconds: now)) == (sum >= 5_000))
        if sum >= 5_000 { entries.append((slice, -5_000)) }
      }
    }
  }
}
