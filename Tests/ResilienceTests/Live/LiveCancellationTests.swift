import Resilience
import Testing
import TimeBase

/// A thousand tasks that wait, of which many are cancelled at any moment: nothing leaks.
@Suite struct LiveCancellationTests {
  /// What became of the tasks of a storm.
  private struct Counts: Sendable {
    var done = 0
    var cancelled = 0
    var others = 0

    var total: Int { done + cancelled + others }
  }

  private final class Tally: Sendable {
    private let counts = Locked(Counts())

    var total: Counts { counts.withLock { $0 } }

    func run(_ body: @Sendable () async throws -> Void) async {
      do {
        try await body()
        counts.withLock { $0.done += 1 }
      } catch is CancellationError {
        counts.withLock { $0.cancelled += 1 }
      } catch {
        counts.withLock { $0.others += 1 }
      }
    }
  }

  private static let taskCount = 1_000

  /// Starts tasks and cancels three in four of them, in an order of its own.
  private func storm(
    seed: UInt64, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async -> Counts {
    let tally = Tally()
    let tasks = (0..<Self.taskCount).map { number in
      Task { await tally.run { try await body(number) } }
    }
    var draws = SplitMix(state: seed)
    for task in 0..<Self.taskCount where draws.next() % 4 != 0 {
      tasks[Int(draws.next() % UInt64(Self.taskCount))].cancel()
      if task % 50 == 0 { await Task.yield() }
    }
    for task in tasks { await task.value }
    return tally.total
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a bulkhead gives every place back`(seed: UInt64) async throws {
    let bulkhead = LiveBulkhead(.init(maxConcurrentCalls: 3, maxWait: .seconds(600)))
    let most = Locked((present: 0, most: 0))
    let counts = await storm(seed: seed) { _ in
      try await bulkhead.run {
        most.withLock { $0 = ($0.present + 1, max($0.most, $0.present + 1)) }
        defer { most.withLock { $0.present -= 1 } }
        await Task.yield()
      }
    }
    #expect(counts.total == Self.taskCount && counts.others == 0, "\(counts)")
    #expect(counts.done > 0 && counts.cancelled > 0, "\(counts)")
    #expect(most.withLock { $0.most } <= 3)
    #expect(bulkhead.callCount == 0)
    #expect(bulkhead.waitingCount == 0)
    #expect(try await bulkhead.run { 1 } == 1)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a pool loses no connection`(seed: UInt64) async throws {
    let made = Locked(0)
    let pool = LivePool(.init(size: 4, acquireTimeout: .seconds(600))) {
      made.withLock { made in
        made += 1
        return made
      }
    }
    let inUse = Locked<Set<Int>>([])
    let counts = await storm(seed: seed) { _ in
      try await pool.withConnection { connection in
        #expect(inUse.withLock { $0.insert(connection).inserted }, "lent to two at once")
        defer { _ = inUse.withLock { $0.remove(connection) } }
        await Task.yield()
      }
    }
    #expect(counts.total == Self.taskCount && counts.others == 0, "\(counts)")
    #expect(pool.inUseCount == 0)
    #expect(pool.waitingCount == 0)
    #expect(made.withLock { $0 } <= 4)
    #expect(pool.idleCount == made.withLock { $0 })
    #expect(Set(pool.removeIdle()).count == made.withLock { $0 })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a cancelled load is taken over by one who waits`(seed: UInt64) async {
    let cache = LiveCache<Int, Int>(.init(capacity: 100))
    let loads = Locked((present: 0, most: 0))
    let counts = await storm(seed: seed) { number in
      let value = try await cache.value(for: number % 2) {
        loads.withLock { $0 = ($0.present + 1, max($0.most, $0.present + 1)) }
        defer { loads.withLock { $0.present -= 1 } }
        try await Task.sleep(for: .milliseconds(20))
        return number % 2 + 10
      }
      #expect(value == number % 2 + 10)
    }
    #expect(counts.total == Self.taskCount && counts.others == 0, "\(counts)")
    #expect(loads.withLock { $0.most } <= 2, "one load a key")
    #expect(cache.loadCount == 0)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a queue delivers each element once`(seed: UInt64) async {
    let lost = Locked(0)
    let queue = LiveQueue<Int> { _, _ in lost.withLock { $0 += 1 } }
    let taken = Locked<[Int]>([])
    async let offers: Int = {
      var accepted = 0
      for number in 0..<500 {
        if queue.offer(number) == .accepted { accepted += 1 }
        if number % 20 == 0 { await Task.yield() }
      }
      return accepted
    }()
    let counts = await storm(seed: seed) { number in
      // Those who would wait for ever are let go by the end of the queue.
      if number == Self.taskCount - 1 { queue.finish() }
      if let element = await queue.take() { taken.withLock { $0.append(element) } }
    }
    let accepted = await offers
    #expect(counts.total == Self.taskCount)
    while let element = await queue.take() { taken.withLock { $0.append(element) } }
    let elements = taken.withLock { $0 }
    #expect(elements.count == accepted)
    #expect(Set(elements).count == accepted)
    #expect(queue.count == 0 && queue.takerCount == 0)
  }

  @Test func `a budget hears of every request that was given up`() async {
    let policy = RetryPolicy(
      maxAttempts: 100, backoff: .constant(.milliseconds(1)), conditions: [.timedOut],
      budget: .concurrency(.init()))
    let retrier = LiveRetrier(policy, seed: 1)
    let fresh = retrier.budget
    _ = await storm(seed: 4) { _ in
      try await retrier.run { attempt in
        if attempt.number < 4 { throw FailedAttempt(.timedOut) }
      }
    }
    #expect(retrier.budget == fresh, "nothing is under way")
  }
}
