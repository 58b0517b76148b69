import Resilience
import Testing
import TimeBase

/// The rules of Java's `ThreadPoolExecutor`, by its documentation.
@Suite struct ThreadPoolBulkheadTests {
  private typealias Bulkhead = ThreadPoolBulkhead<Int>

  private func letters(_ bulkhead: inout Bulkhead, _ count: Int, at now: Instant = .zero) -> String
  {
    (0..<count).map { number in
      switch bulkhead.admit(number, at: now) {
      case .starts(onNewThread: true): "N"
      case .starts(onNewThread: false): "i"
      case .waits: "w"
      case .rejected: "r"
      }
    }.joined()
  }

  @Test func `the core comes first, then the line, then more threads`() {
    var bulkhead = Bulkhead(.init(coreThreads: 2, maxThreads: 4, queueLimit: 3))
    #expect(letters(&bulkhead, 9) == "NNwwwNNrr")
    #expect(bulkhead.threadCount == 4 && bulkhead.waitingCount == 3)
  }

  @Test func `with a line of a hundred and a core of one, the second thread is for call 102`() {
    var bulkhead = Bulkhead(.init(processors: 2))
    #expect(letters(&bulkhead, 101) == "N" + String(repeating: "w", count: 100))
    #expect(letters(&bulkhead, 2) == "Nr")
  }

  @Test func `an idle thread does not keep the core from growing`() {
    var bulkhead = Bulkhead(.init(coreThreads: 2, maxThreads: 2))
    #expect(letters(&bulkhead, 1) == "N")
    #expect(bulkhead.finish(at: .zero) == nil)
    #expect(letters(&bulkhead, 3) == "Niw")
  }

  @Test func `without a line a thread takes a call or nobody does`() {
    var bulkhead = Bulkhead(.init(coreThreads: 0, maxThreads: 2, queueLimit: 0))
    #expect(letters(&bulkhead, 3) == "NNr")
    #expect(bulkhead.finish(at: .zero) == nil)
    #expect(letters(&bulkhead, 2) == "ir")
  }

  @Test func `a thread that is done takes the next job in line`() {
    var bulkhead = Bulkhead(.init(coreThreads: 1, maxThreads: 1))
    #expect(letters(&bulkhead, 1) == "N")
    guard case .waits(let ticket) = bulkhead.admit(7, at: .zero) else {
      Issue.record("the second job does not wait")
      return
    }
    _ = bulkhead.admit(8, at: .zero)
    #expect(bulkhead.withdraw(ticket) == 7)
    #expect(bulkhead.finish(at: .zero) == 8 && bulkhead.finish(at: .zero) == nil)
    #expect(bulkhead.busyCount == 0 && bulkhead.threadCount == 1 && bulkhead.wakeUp == nil)
  }

  @Test func `threads beyond the core end when they have been idle for long`() {
    var bulkhead = Bulkhead(
      .init(coreThreads: 1, maxThreads: 3, queueLimit: 1, keepAlive: .milliseconds(20)))
    #expect(letters(&bulkhead, 4) == "NwNN")
    #expect(bulkhead.finish(at: .zero) == 1)
    for time in [0, 5, 10] as [Int64] { _ = bulkhead.finish(at: Instant(milliseconds: time)) }
    #expect(bulkhead.threadCount == 3 && bulkhead.wakeUp == Instant(milliseconds: 20))
    bulkhead.wake(at: Instant(milliseconds: 20))
    #expect(bulkhead.threadCount == 2 && bulkhead.wakeUp == Instant(milliseconds: 25))
    bulkhead.wake(at: Instant(milliseconds: 1_000))
    #expect(bulkhead.threadCount == 1 && bulkhead.wakeUp == nil)
  }

  @Test func `a job is done only if it was running`() async {
    await #expect(processExitsWith: .failure) {
      var bulkhead = ThreadPoolBulkhead<Int>(.init(processors: 1))
      _ = bulkhead.finish(at: .zero)
    }
  }

  /// Whatever happens, a line is waited in only while all threads are busy.
  @Test(arguments: 1...6)
  func `no job waits beside an idle thread`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let policy = ThreadPoolBulkheadPolicy(
      coreThreads: draws.below(4), maxThreads: 4, queueLimit: draws.below(5),
      keepAlive: .milliseconds(Int64(draws.below(30))))
    var bulkhead = Bulkhead(policy)
    var (now, entered, left) = (Instant.zero, 0, 0)
    for number in 0..<2_000 {
      now += .milliseconds(Int64(draws.below(12)))
      if draws.below(2) == 0 {
        if bulkhead.admit(number, at: now) != .rejected { entered += 1 }
      } else if bulkhead.busyCount > 0 {
        _ = bulkhead.finish(at: now)
        left += 1
      }
      #expect(bulkhead.busyCount + bulkhead.waitingCount == entered - left)
      #expect(bulkhead.threadCount <= 4 && bulkhead.waitingCount <= policy.queueLimit)
      #expect(bulkhead.waitingCount == 0 || bulkhead.busyCount == bulkhead.threadCount)
    }
  }

  @Test(arguments: [
    (ThreadPoolBulkheadPolicy(processors: 8), nil), (.init(processors: 1), nil),
    (.init(coreThreads: 1, maxThreads: 0), "0 threads are not in 1...1000000"),
    (
      .init(coreThreads: 3, maxThreads: 2),
      "a core of 3 threads is not in 0...2, the most there may be"
    ),
    (
      .init(coreThreads: 1, maxThreads: 1, queueLimit: -1),
      "a line of -1 jobs is not in 0...1000000000"
    ),
    (
      .init(coreThreads: 1, maxThreads: 1, keepAlive: .nanoseconds(-1)),
      "a thread cannot stay idle for -1ns"
    ),
  ])
  func `an impossible policy says why`(policy: ThreadPoolBulkheadPolicy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
