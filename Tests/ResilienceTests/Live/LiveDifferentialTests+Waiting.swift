import Resilience
import Testing
import TimeBase

/// One for each front that can make a task wait.
extension LiveDifferentialTests {
  @Test func `a cache decides like its state machine`() async {
    let cache = Cache<UInt64, Int>(.init(capacity: 20, eviction: .lru))
    await Differential<Cache<UInt64, Int>, LiveCache<UInt64, Int>, CacheLookup<Int>>(
      machine: cache, phases: [3_000], makeFront: { LiveCache($0, clock: $1) },
      ask: { front, call in
        let found = front.get(UInt64(call * call % 31))
        if found.value == nil { front.set(UInt64(call * call % 31), call, for: .milliseconds(30)) }
        return found
      },
      retrace: { cache, call, step, now in
        let key = UInt64(call * call % 31)
        if step == 0 { return cache.get(key, at: now, draw: 0) }
        cache.set(key, call, for: .milliseconds(30), at: now, draw: 0)
        return nil
      }
    )
    .check()
  }

  @Test func `a bulkhead decides like its state machine`() async {
    let policy = SemaphoreBulkheadPolicy(maxConcurrentCalls: 4)
    await Differential<SemaphoreBulkhead<Int>, LiveBulkhead, Bool>(
      machine: SemaphoreBulkhead(policy), phases: [2_000],
      makeFront: { LiveBulkhead($0.policy, clock: $1) },
      ask: { front, _ in (try? await front.run { await Task.yield() }) != nil },
      retrace: { bulkhead, call, step, now in
        if step == 0 { return bulkhead.admit(call, at: now) == .granted }
        _ = bulkhead.release()
        return nil
      }
    )
    .check()
  }

  @Test func `workers decide like their state machine`() async {
    let policy = WorkerPoolPolicy(workers: 3, queueLimit: 0)
    await Differential<WorkerPool<Int>, LiveWorkerPool, Bool>(
      machine: WorkerPool(policy), phases: [2_000],
      makeFront: { _, clock in LiveWorkerPool(policy, clock: clock) },
      ask: { front, _ in (try? await front.run { await Task.yield() }) != nil },
      retrace: { pool, call, step, _ in
        if step == 0 { return pool.arrive(call) == .starts }
        _ = pool.finish()
        return nil
      }
    )
    .check()
  }

  @Test(arguments: [
    QueueDiscipline.fifo, .lifo, .priority(), .fair(), .adaptiveLIFO(threshold: 100),
  ])
  func `a queue decides like its state machine`(discipline: QueueDiscipline) async {
    let policy = QueuePolicy(discipline: discipline, capacity: 500)
    let attributes = { @Sendable (call: Int) in
      QueueAttributes(priority: Int32(call * call % 11), tenant: UInt64(call % 7))
    }
    await Differential<SelectedQueue<Int>, LiveQueue<Int>, Int>(
      machine: SelectedQueue(policy), phases: [800, 500],
      makeFront: { LiveQueue($0.policy, clock: $1) },
      ask: { front, call in
        guard call < 800 else { return await front.take() ?? -1 }
        return front.offer(call, attributes(call)) == .accepted ? 1 : 0
      },
      retrace: { queue, call, _, now in
        guard call < 800 else { return queue.take(at: now) { _, _ in } ?? -1 }
        return queue.offer(call, attributes(call), at: now).ticket == nil ? 0 : 1
      }
    )
    .check()
  }

  @Test func `a retrier decides like its state machine`() async {
    let policy = RetryPolicy(
      maxAttempts: 4, backoff: .none,
      budget: .throttle(.init(maxTokens: 10, tokenRatio: 0.5)))
    let failing = { @Sendable (call: Int, attempt: Int) in (call * 7 + attempt * 3) % 5 < 2 }
    struct Machine: Sendable {
      var retrier: Retrier
      var attempts = [Int](repeating: 1, count: 2_000)
    }
    // The clock is read when a request begins, before each attempt and after it.
    await Differential<Machine, LiveRetrier, Int>(
      machine: Machine(retrier: Retrier(policy)), phases: [2_000],
      makeFront: { LiveRetrier($0.retrier.policy, seed: 1, clock: $1) },
      ask: { front, call in
        do {
          return try await front.run(classify: { _ in FailedAttempt(.timedOut) }) { attempt in
            if failing(call, attempt.number) { throw Failed(attempt: attempt.number) }
            return attempt.number
          }
        } catch {
          return -((error as? Failed)?.attempt ?? 0)
        }
      },
      retrace: { machine, call, step, now in
        if step == 0 { machine.retrier.recordRequest(at: now) }
        guard step > 0, step % 2 == 0 else { return nil }
        let attempt = machine.attempts[call]
        guard failing(call, attempt) else {
          machine.retrier.recordSuccess(afterRetryFor: attempt > 1 ? .timedOut : nil)
          return attempt
        }
        let failure = Retrier.Failure(.timedOut, attempt: attempt)
        guard case .retries = machine.retrier.admit(after: failure, word: 0, at: now) else {
          return -attempt
        }
        machine.attempts[call] += 1
        return nil
      }
    )
    .check()
  }

  private struct Failed: Error {
    let attempt: Int
  }
}
