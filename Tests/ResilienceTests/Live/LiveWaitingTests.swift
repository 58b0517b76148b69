import Resilience
import Testing
import TimeBase

/// Known answers of the fronts that wait, under a clock that the test puts forward.
@Suite struct LiveWaitingTests {
  private let base = VirtualClock()
  private var clock: LiveClock { LiveClock(base) }

  @Test func `a place is handed on in the order of arrival`() async throws {
    let bulkhead = LiveBulkhead(.init(maxConcurrentCalls: 1, maxWait: .seconds(60)), clock: clock)
    let gate = LiveQueue<Void>()
    let order = Locked<[Int]>([])
    try await withThrowingTaskGroup { group in
      for number in 0..<10 {
        group.addTask {
          try await bulkhead.run {
            order.withLock { $0.append(number) }
            _ = await gate.take()
          }
        }
        await eventually { bulkhead.callCount + bulkhead.waitingCount == number + 1 }
      }
      for _ in 0..<10 { #expect(gate.offer(()) == .accepted) }
      try await group.waitForAll()
    }
    #expect(order.withLock { $0 } == Array(0..<10))
  }

  @Test func `who waits too long is told so, and the place is not lost`() async throws {
    let bulkhead = LiveBulkhead(.init(maxConcurrentCalls: 1, maxWait: .seconds(2)), clock: clock)
    let gate = LiveQueue<Void>()
    async let first: Void = bulkhead.run { _ = await gate.take() }
    await eventually { bulkhead.callCount == 1 }
    async let second = Self.rejection { try await bulkhead.run {} }
    await eventually { [base] in base.sleeperCount == 1 }
    base.advance(by: .seconds(2))
    #expect(await second == .waitedTooLong)
    #expect(gate.offer(()) == .accepted)
    try await first
    #expect(bulkhead.callCount == 0 && bulkhead.waitingCount == 0)
  }

  @Test func `a full line turns away at once`() async throws {
    let workers = LiveWorkerPool(.init(workers: 1, queueLimit: 0), clock: clock)
    let rejection = try await workers.run { await Self.rejection { try await workers.run {} } }
    #expect(rejection == .lineFull)
    #expect(workers.busyCount == 0)
  }

  @Test func `a broken connection is replaced by the next borrower`() async throws {
    let made = Locked(0)
    let pool = LivePool(.init(size: 1), clock: clock) {
      made.withLock { made in
        made += 1
        return made
      }
    }
    #expect(try await pool.withConnection { $0 } == 1)
    await #expect(throws: FailedAttempt.self) {
      try await pool.withConnection(isBroken: { _ in true }) { _ in
        throw FailedAttempt(.disconnected)
      }
    }
    #expect(pool.idleCount == 0 && pool.inUseCount == 0)
    #expect(try await pool.withConnection { $0 } == 2)
  }

  @Test func `a hundred who miss share one load`() async throws {
    let cache = LiveCache<UInt64, Int>(.init(capacity: 10), clock: clock)
    let gate = LiveQueue<Void>()
    let loads = Locked(0)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 {
        group.addTask {
          try await cache.value(for: 7, lasting: .seconds(60)) {
            _ = await gate.take()
            return loads.withLock { loads in
              loads += 1
              return 42
            }
          }
        }
      }
      await eventually { cache.sharedLoadCount == 99 }
      #expect(gate.offer(()) == .accepted)
      for try await value in group { #expect(value == 42) }
    }
    #expect(loads.withLock { $0 } == 1)
    #expect(cache.get(7) == .hit(42))
    base.advance(by: .seconds(61))
    #expect(cache.get(7) == .expired)
  }

  @Test func `an error is that of all who wait, and is not kept`() async throws {
    let cache = LiveCache<UInt64, Int>(.init(capacity: 10), clock: clock)
    let gate = LiveQueue<Void>()
    let failures = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<10 {
        group.addTask {
          let value = try? await cache.value(for: 7) {
            _ = await gate.take()
            throw FailedAttempt(.refused)
          }
          return value == nil
        }
      }
      await eventually { cache.sharedLoadCount == 9 }
      _ = gate.offer(())
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 10)
    #expect(try await cache.value(for: 7) { 1 } == 1)
  }

  @Test func `a load does not overwrite what was set meanwhile`() async throws {
    let cache = LiveCache<UInt64, Int>(.init(capacity: 10), clock: clock)
    let value = try await cache.value(for: 7) {
      cache.set(7, 2)
      return 1
    }
    #expect(value == 1)
    #expect(cache.get(7) == .hit(2))
    let second = try await cache.value(for: 8) {
      cache.remove(8)
      return 1
    }
    #expect(second == 1)
    #expect(cache.get(8) == .miss)
  }

  @Test func `what is due later comes out at its time and not before`() async {
    let queue = LiveDelayQueue<String>(clock: clock)
    queue.schedule("late", after: .seconds(5))
    async let first = queue.next()
    await eventually { [base] in base.sleeperCount == 1 }
    queue.schedule("early", after: .seconds(1))
    let cancelled = queue.schedule("never", after: .milliseconds(500))
    #expect(queue.cancel(cancelled) == "never")
    #expect(queue.cancel(cancelled) == nil)
    await eventually { [base] in base.sleeperCount == 1 }
    await Self.advance(base, by: .seconds(1), until: { queue.count == 1 })
    #expect(await first == "early")
    async let second = queue.next()
    await Self.advance(base, by: .seconds(1), until: { queue.count == 0 })
    #expect(await second == "late")
    queue.schedule("left", after: .seconds(1))
    #expect(queue.finish() == ["left"])
    #expect(await queue.next() == nil)
  }

  @Test func `keys are fetched once for all, and not again before the cooldown is over`()
    async throws
  {
    let keys = LiveKeySet<String>(cooldown: .seconds(10), clock: clock)
    let gate = LiveQueue<Void>()
    let known = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await keys.knows(number % 2 == 0 ? "a" : "b") {
            _ = await gate.take()
            return ["a"]
          }
        }
      }
      await eventually { keys.waitingCount == 19 }
      _ = gate.offer(())
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(known == 10)
    #expect(keys.fetchCount == 1)
    base.advance(by: .seconds(10))
    #expect(try await keys.knows("b") { ["a", "b"] })
    #expect(keys.fetchCount == 2)
  }

  @Test func `a drain waits for the work in progress, and no longer than its grace`() async throws {
    let drain = LiveDrain(.init(grace: .seconds(30)), clock: clock)
    let gate = LiveQueue<Void>()
    async let work: Void = drain.run { _ = await gate.take() }
    await eventually { drain.inProgressCount == 1 }
    async let cutOff = drain.drain()
    await eventually { [base] in base.sleeperCount == 1 }
    #expect(await Self.rejection { try await drain.run {} } == .draining)
    base.advance(by: .seconds(30))
    #expect(await cutOff == 1)
    _ = gate.offer(())
    try await work
    #expect(await drain.drain() == 0)
  }

  private static func rejection(
    _ body: @Sendable () async throws -> Void
  ) async -> Rejection? {
    do { try await body() } catch { return error as? Rejection }
    return nil
  }

  /// Puts the clock forward again and again: whoever looks at it next may still be about to.
  private static func advance(
    _ base: VirtualClock, by step: Duration, until condition: @Sendable () -> Bool
  ) async {
    for _ in 0..<10_000 where !condition() {
      base.advance(by: step)
      try? await Task.sleep(for: .microseconds(200))
    }
    #expect(condition())
  }
}
