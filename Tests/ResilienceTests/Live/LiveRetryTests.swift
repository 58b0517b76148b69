import Resilience
import Testing
import TimeBase

/// Known answers of retries, hedges, timeouts and the clock.
@Suite struct LiveRetryTests {
  private let base = VirtualClock()

  @Test func `waits grow, and an answer can ask for longer ones`() async throws {
    let backoff = Backoff(base: .milliseconds(100))
    let retrier = LiveRetrier(
      .init(maxAttempts: 4, backoff: backoff), seed: 1, clock: LiveClock(base))
    let times = Locked<[Duration]>([])
    async let answer = retrier.run { [base] attempt in
      times.withLock { $0.append(base.now.time) }
      switch attempt.number {
      case 1: throw FailedAttempt(.timedOut)
      case 2: throw FailedAttempt(.status(503), retryAfter: .seconds(3))
      case 3: throw FailedAttempt(.refused)
      default: return "done"
      }
    }
    for wait in [Duration.milliseconds(100), .seconds(3), .milliseconds(400)] {
      await eventually { [base] in base.sleeperCount == 1 }
      base.advance(by: wait - .nanoseconds(1))
      #expect(base.sleeperCount == 1, "not a nanosecond earlier")
      base.advance(by: .nanoseconds(1))
    }
    #expect(try await answer == "done")
    let expected = [0, 100, 3_100, 3_500].map { Duration.milliseconds($0) }
    #expect(times.withLock { $0 } == expected)
  }

  @Test func `no attempt begins when patience is over`() async throws {
    let retrier = LiveRetrier(
      .init(maxAttempts: 9, backoff: .constant(.seconds(2))), seed: 1, clock: LiveClock(base))
    let lefts = Locked<[TimeSpan]>([])
    async let failure = Self.failure {
      try await retrier.run(within: .seconds(5)) { attempt in
        lefts.withLock { $0.append(attempt.timeLeft) }
        throw FailedAttempt(.timedOut)
      }
    }
    for _ in 0..<2 {
      await eventually { [base] in base.sleeperCount == 1 }
      base.advance(by: .seconds(2))
    }
    #expect(await failure == FailedAttempt(.timedOut))
    #expect(lefts.withLock { $0 } == [.seconds(5), .seconds(3), .seconds(1)])
  }

  @Test func `an error that is an answer is thrown at once`() async {
    struct NotFound: Error {}
    let retrier = LiveRetrier(.init(), seed: 1, clock: LiveClock(base))
    let count = Locked(0)
    await #expect(throws: NotFound.self) {
      try await retrier.run { _ in
        count.withLock { $0 += 1 }
        throw NotFound()
      }
    }
    #expect(count.withLock { $0 } == 1)
  }

  @Test func `a second copy is sent after the delay and wins`() async throws {
    let hedger = LiveHedger(
      .init(maxAttempts: 3, delay: .milliseconds(50)), clock: LiveClock(base))
    let sent = Locked<[Int]>([])
    async let answer = hedger.run { [base] copy in
      sent.withLock { $0.append(copy) }
      if copy == 1 { try await base.sleep(until: .init(time: .seconds(9))) }
      return copy
    }
    await eventually { [base] in base.sleeperCount == 2 }
    base.advance(by: .milliseconds(50))
    #expect(try await answer == 2)
    #expect(sent.withLock { $0 } == [1, 2])
    #expect(base.sleeperCount == 0, "the first copy was cancelled")
  }

  @Test func `a failure sends the next copy at once, and the last one ends the call`() async {
    let hedger = LiveHedger(.init(maxAttempts: 3, delay: .seconds(50)), clock: LiveClock(base))
    let sent = Locked<[Int]>([])
    let failure = await Self.failure {
      try await hedger.run { copy -> Void in
        sent.withLock { $0.append(copy) }
        throw FailedAttempt(.status(UInt16(500 + copy)))
      }
    }
    #expect(failure == FailedAttempt(.status(503)))
    #expect(sent.withLock { $0 } == [1, 2, 3])
  }

  @Test func `a call that takes too long is cancelled`() async throws {
    let clock = LiveClock(base)
    async let late = Self.error {
      try await clock.run(timeout: .seconds(1)) {
        try await clock.sleep(until: .zero + .seconds(9))
      }
    }
    await eventually { [base] in base.sleeperCount == 2 }
    base.advance(by: .seconds(1))
    #expect(await late as? TimedOut == TimedOut(.seconds(1)))
    #expect(base.sleeperCount == 0)
    #expect(try await clock.run(timeout: .seconds(1)) { 5 } == 5)
    await #expect(throws: FailedAttempt.self) {
      try await clock.run(timeout: .seconds(1)) { throw FailedAttempt(.refused) }
    }
  }

  @Test(
    arguments: [
      (Duration.zero, 0), (.nanoseconds(1), 1), (.nanoseconds(-1), -1),
      (.seconds(3), 3_000_000_000),
      (Duration(secondsComponent: 0, attosecondsComponent: 999_999_999), 0),
      (
        Duration(secondsComponent: -1, attosecondsComponent: -500_000_000_000_000_000),
        -1_500_000_000
      ),
      (.seconds(86_400 * 365 * 200), 6_307_200_000_000_000_000),
      (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
    ] as [(Duration, Int64)])
  func `a duration is as many nanoseconds`(duration: Duration, nanoseconds: Int64) {
    #expect(TimeSpan(duration).nanoseconds == nanoseconds)
  }

  private static func failure(
    _ body: @Sendable () async throws -> Void
  ) async -> FailedAttempt? {
    await error(body) as? FailedAttempt
  }

  private static func error(_ body: @Sendable () async throws -> Void) async -> (any Error)? {
    do { try await body() } catch { return error }
    return nil
  }
}
