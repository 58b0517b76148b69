import Resilience
import Testing
import TimeBase

/// Vectors of the components specification, section 6.1.
@Suite struct RetryBudgetTests {
  /// D is the first attempt of a request and W the wish to retry.
  @Test func `Finagle allows one retry for five requests`() {
    var budget = LeakyRetryBudget(.init(minimumRetriesPerSecond: 0))
    var answers = ""
    for step in "DDDDWDWWDDDDDW" {
      switch step {
      case "D": budget.recordRequest(at: .zero)
      default: answers += budget.admitRetry(at: .zero) ? "y" : "n"
      }
    }
    #expect(answers == "nyny")
  }

  @Test func `Finagle's reserve is a hundred retries in ten seconds`() {
    var budget = LeakyRetryBudget(.init())
    var count = 0
    while budget.admitRetry(at: .zero) { count += 1 }
    #expect(count == 100)
    #expect(budget.balance(at: .zero + .seconds(9)) == 0)
    #expect(budget.balance(at: .zero + .seconds(11)) == 100)
  }

  @Test func `without a share Finagle's reserve is all there is`() {
    var budget = LeakyRetryBudget(.init(minimumRetriesPerSecond: 1, retryShare: 0))
    for _ in 0..<100 { budget.recordRequest(at: .zero) }
    #expect(budget.balance(at: .zero) == 10)
  }

  /// After Finagle's own tests of its windowed sum [upstream]: what was added leaves with its slice,
  /// slices that were slept through leave together, and a long sleep leaves nothing.
  @Test func `a deposit is forgotten after its time to live`() {
    let policy = LeakyRetryBudget.Policy(minimumRetriesPerSecond: 0, retryShare: 1)
    var budget = LeakyRetryBudget(policy)
    for time in 0..<10 {
      budget.recordRequest(at: .zero + .seconds(Int64(time)))
      #expect(budget.balance(at: .zero + .seconds(Int64(time))) == time + 1)
    }
    #expect(budget.balance(at: .zero + .seconds(10)) == 9)
    #expect(budget.balance(at: .zero + .seconds(13)) == 6)
    #expect(budget.balance(at: .zero + .milliseconds(13_999)) == 6)
    #expect(budget.balance(at: .zero + .seconds(100)) == 0)
  }

  @Test func `gRPC stops retries at half of its tokens`() {
    var throttle = RetryThrottle(.init())
    let tokens = (0..<6).map { _ in
      throttle.recordFailure()
      return throttle.admitsRetry ? throttle.tokens : -throttle.tokens
    }
    #expect(tokens == [9, 8, 7, 6, -5, -4])
    for successes in 1...21 {
      throttle.recordSuccess()
      var next = throttle
      next.recordFailure()
      #expect(next.admitsRetry == (successes == 21))
    }
    for _ in 0..<100 { throttle.recordSuccess() }
    #expect(throttle.tokens == 10)
    for _ in 0..<100 { throttle.recordFailure() }
    #expect(throttle.tokens == 0)
  }

  @Test(arguments: [(FailureCause.status(500), 100), (.timedOut, 50)])
  func `the AWS quota pays for a hundred retries, or half as many after timeouts`(
    cause: FailureCause, retries: Int
  ) {
    var quota = RetryQuota(.init())
    var count = 0
    while quota.admitRetry(for: cause) { count += 1 }
    #expect(count == retries)
    quota.recordSuccess(afterRetryFor: nil)
    #expect(quota.available == 1)
    quota.recordSuccess(afterRetryFor: cause)
    #expect(quota.available == 1 + 500 / retries)
    for _ in 0..<1_000 { quota.recordSuccess(afterRetryFor: nil) }
    #expect(quota.available == 500)
  }

  @Test(arguments: [(RetryBucket.Policy.Occasion.success, 1.0), (.request, 2.0)])
  func `a bucket is filled by successes, or by requests`(
    occasion: RetryBucket.Policy.Occasion, tokens: Double
  ) {
    var bucket = RetryBucket(.init(per: occasion, initial: 0))
    for _ in 0..<20 { bucket.record(.request) }
    for _ in 0..<10 { bucket.record(.success) }
    #expect(bucket.tokens == tokens)
    let retries = (0..<3).map { _ in bucket.admitRetry() }
    #expect(retries.count { $0 } == Int(tokens))
    for _ in 0..<10_000 { bucket.record(occasion) }
    #expect(bucket.tokens == 100)
  }

  /// Reference case retry-budget-1: attempts fail with probability 0.3, up to 10 of them, and the
  /// budget binds. In balance a request makes a = 1 + s / 10 attempts, of which s = 0.7 a succeed,
  /// so that a = 1 / 0.93 and s = 0.7 / 0.93.
  @Test func `a bucket holds the retries to a tenth of the successes`() {
    var draws = TestDraws(seed: 2022)
    var bucket = RetryBucket(.init())
    var (attempts, successes) = (0, 0)
    let requests = 60_000
    for request in -2_000..<requests {
      if request == 0 { (attempts, successes) = (0, 0) }
      for attempt in 1...10 {
        attempts += 1
        if draws.below(10) >= 3 {
          bucket.record(.success)
          successes += 1
          break
        }
        if attempt == 10 || !bucket.admitRetry() { break }
      }
    }
    // The reference case's standard errors of a million requests, times four, for 60,000.
    let scale = (1e6 / Double(requests)).squareRoot()
    #expect(abs(Double(attempts) / Double(requests) - 1 / 0.93) < 0.000_222 * scale)
    #expect(abs(Double(successes) / Double(requests) - 0.7 / 0.93) < 0.002_22 * scale)
  }

  @Test(arguments: [
    (RetryBudget.Policy.unlimited, 1_000), (.bucket(.init(capacity: 7)), 7),
    (.leaky(.init()), 100), (.throttle(.init()), 4), (.quota(.init()), 100),
  ])
  func `a budget passes on what it is told to the kind it is`(
    policy: RetryBudget.Policy, retries: Int
  ) {
    #expect(policy.problem == nil)
    var budget = RetryBudget(policy)
    var count = 0
    budget.recordFailure()
    let isBounded = policy != .unlimited
    #expect(budget.retriesLeft(at: .zero) == (isBounded ? Double(retries) : nil))
    while count < 1_000, budget.admitRetry(for: .refused, at: .zero) {
      count += 1
      budget.recordFailure()
    }
    #expect(count == retries)
    #expect(budget.retriesLeft(at: .zero) == (isBounded ? 0 : nil))
    // Twenty-five requests that succeed give each kind at least one retry back.
    for _ in 0..<25 {
      budget.recordRequest(at: .zero)
      budget.recordSuccess(afterRetryFor: nil)
    }
    budget.recordFailure()
    let isAdmitted = budget.admitRetry(for: .refused, at: .zero)
    #expect(isAdmitted)
  }

  @Test(arguments: [
    (
      RetryBudget.Policy.bucket(.init(deposit: -1)),
      "a deposit of -1.0 tokens is not in 0...1000000000"
    ),
    (.bucket(.init(initial: .nan)), "an initial stock of nan tokens is not in 0...1000000000"),
    (.leaky(.init(timeToLive: .zero)), "a time to live of 0s is not in 1s...1m"),
    (
      .leaky(.init(minimumRetriesPerSecond: -1)),
      "a minimum of -1 retries a second is not in 0...1000000"
    ),
    (
      .leaky(.init(retryShare: -1)),
      "a share of -1.0 retries for each request is not 0 or in 0.000001...1000"
    ),
    (.throttle(.init(maxTokens: 0)), "a maximum of 0 tokens is not in 1...1000"),
    (.throttle(.init(tokenRatio: 0)), "a token ratio of 0.0 is not in 0.001...1000"),
    (.quota(.init(cost: -5)), "a cost of -5 is not in 0...1000000000"),
  ])
  func `an impossible policy says why`(policy: RetryBudget.Policy, problem: String) {
    #expect(policy.problem == problem)
  }
}
