import Resilience
import Testing
import TimeBase

@Suite struct RetrierTests {
  private static let policy = RetryPolicy(
    maxAttempts: 3, backoff: Backoff(base: .milliseconds(100)),
    budget: .bucket(.init(capacity: 2)))

  private func decide(
    _ retrier: inout Retrier, _ failure: Retrier.Failure, at now: Instant = .zero
  ) -> Retrier.Decision {
    retrier.admit(after: failure, word: 0, at: now)
  }

  @Test func `attempts count the first`() {
    var retrier = Retrier(Self.policy)
    let decisions = (1...3).map { decide(&retrier, .init(.timedOut, attempt: $0)) }
    #expect(
      decisions == [
        .retries(after: .milliseconds(100)), .retries(after: .milliseconds(200)),
        .stops(.attemptsExhausted),
      ])
    var never = Retrier(.never)
    #expect(decide(&never, .init(.timedOut, attempt: 1)) == .stops(.attemptsExhausted))
  }

  @Test func `retries end with the budget, and return with successes`() {
    var retrier = Retrier(Self.policy)
    let failure = Retrier.Failure(.refused, attempt: 1)
    let decisions = (1...3).map { _ in decide(&retrier, failure) }
    #expect(decisions.last == .stops(.budgetExhausted))
    for _ in 0..<10 {
      retrier.recordRequest(at: .zero)
      retrier.recordSuccess()
    }
    #expect(decide(&retrier, failure) == .retries(after: .milliseconds(100)))
  }

  @Test func `a retry that would come too late is not made and not paid for`() {
    var retrier = Retrier(Self.policy)
    var failure = Retrier.Failure(
      .timedOut, attempt: 1, deadline: .zero + .milliseconds(150))
    #expect(
      decide(&retrier, failure, at: .zero + .milliseconds(50)) == .stops(.deadlineExceeded))
    #expect(
      decide(&retrier, failure, at: .zero + .milliseconds(49))
        == .retries(after: .milliseconds(100)))
    failure.retryAfter = .seconds(1)
    #expect(decide(&retrier, failure) == .stops(.deadlineExceeded))
    if case .bucket(let bucket) = retrier.budget { #expect(bucket.tokens == 1) }
  }

  @Test func `what the answer asks for is the least wait`() {
    var retrier = Retrier(Self.policy)
    var failure = Retrier.Failure(.status(503), attempt: 2, retryAfter: .milliseconds(150))
    #expect(decide(&retrier, failure) == .retries(after: .milliseconds(200)))
    failure.retryAfter = .seconds(3)
    #expect(decide(&retrier, failure) == .retries(after: .seconds(3)))
  }

  /// A budget that counts failures sees each that is retryable, the last one of a request too.
  @Test func `gRPC's throttle counts failures without a retry`() {
    var retrier = Retrier(RetryPolicy(maxAttempts: 1, budget: .throttle(.init())))
    for _ in 0..<3 { _ = decide(&retrier, .init(.status(503), attempt: 1)) }
    _ = decide(&retrier, .init(.status(404), attempt: 1))
    guard case .throttle(let throttle) = retrier.budget else { return }
    #expect(throttle.tokens == 7)
  }

  @Test func `the last wait is the base of decorrelated jitter`() {
    var retrier = Retrier(
      RetryPolicy(backoff: Backoff(base: .milliseconds(100), jitter: .decorrelated)))
    let failure = Retrier.Failure(.timedOut, attempt: 2, lastWait: .milliseconds(200))
    #expect(
      retrier.admit(after: failure, word: 1 << 63, at: .zero)
        == .retries(after: .milliseconds(350)))
  }

  @Test(arguments: [
    (FailureCause.timedOut, RetryConditions.timedOut), (.refused, .refused),
    (.disconnected, .disconnected), (.rejected, .rejected), (.status(429), .tooManyRequests),
    (.status(500), .internalError), (.status(502), .badGateway), (.status(503), .unavailable),
    (.status(504), .gatewayTimeout), (.status(501), .otherServerErrors),
    (.status(599), .otherServerErrors),
  ])
  func `each cause has its condition`(cause: FailureCause, condition: RetryConditions) {
    #expect(condition.include(cause))
    #expect(!RetryConditions(rawValue: .max).subtracting(condition).include(cause))
    if case .status(let status) = cause {
      #expect(RetryConditions.serverErrors.include(cause) == (status >= 500))
    }
  }

  @Test(arguments: [200, 301, 400, 404, 499])
  func `other answers are never retried`(status: UInt16) {
    #expect(!RetryConditions(rawValue: .max).include(.status(status)))
    var retrier = Retrier(RetryPolicy())
    #expect(decide(&retrier, .init(.status(status), attempt: 1)) == .stops(.notRetryable))
  }

  @Test func `an impossible policy says why`() {
    #expect(RetryPolicy(maxAttempts: 0).problem == "a request needs an attempt, not 0")
    #expect(
      RetryPolicy(backoff: .constant(.nanoseconds(-1))).problem == "a wait cannot be -1ns")
    #expect(RetryPolicy().problem == nil && RetryPolicy.never.problem == nil)
  }
}
