import Resilience
import Testing
import TimeBase

@Suite struct ScheduledWorkerPoolTests {
  @Test func `a worker that is free takes the job that its queue puts first`() {
    var pool = ScheduledWorkerPool<Int>(.init(queue: .init(discipline: .lifo, capacity: 2)))
    #expect(pool.arrive(1, at: .zero) == .starts)
    for job in 2...3 { #expect(pool.arrive(job, at: .zero) != .rejected) }
    #expect(pool.arrive(4, at: .zero) == .rejected)
    #expect(pool.startNext(at: .zero) == nil)
    pool.finish()
    #expect(pool.startNext(at: .zero) == .served(3))
    #expect(pool.startNext(at: .zero) == nil)
    #expect(pool.busyCount == 1 && pool.waitingCount == 1)
  }

  @Test func `a job that is too late never gets a worker`() {
    var pool = ScheduledWorkerPool<Int>(.init())
    _ = pool.arrive(1, at: .zero)
    _ = pool.arrive(2, .init(deadline: .init(milliseconds: 5)), at: .zero)
    _ = pool.arrive(3, at: .zero)
    pool.finish()
    let now = Instant(milliseconds: 6)
    #expect(pool.startNext(at: now) == .dropped(2, .pastDeadline))
    #expect(pool.busyCount == 0)
    #expect(pool.startNext(at: now) == .served(3))
  }

  /// One worker; job 1 fails and waits for its retry while job 2 is in line.
  @Test(arguments: [true, false])
  func `a retry holds its worker or leaves it to the next`(holds: Bool) {
    var pool = ScheduledWorkerPool<Int>(
      .init(queue: .init(capacity: 1), holdsWorkerThroughRetry: holds))
    _ = pool.arrive(1, at: .zero)
    _ = pool.arrive(2, at: .zero)
    pool.suspendForRetry()
    #expect(pool.retryingCount == 1 && pool.sleepingCount == (holds ? 1 : 0))
    #expect(pool.startNext(at: .zero) == (holds ? nil : .served(2)))
    _ = pool.arrive(3, at: .zero)
    let back = pool.resumeForRetry(1, at: .zero)
    // It was let in before, so that a full line takes it as well.
    #expect(holds ? back == .starts : back != .starts && back != .rejected)
    #expect(pool.waitingCount == (holds ? 1 : 2) && pool.busyCount == 1)
    #expect(pool.retryingCount == 0)
  }

  @Test(arguments: 1...6)
  func `no worker is lost, whoever leaves and however`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let holds = seed % 2 == 0
    var pool = ScheduledWorkerPool<Int>(
      .init(
        workers: 3, queue: .init(discipline: .earliestDeadlineFirst, capacity: 6),
        holdsWorkerThroughRetry: holds))
    var (running, retrying) = (0, 0)
    var waiting: [Int: QueueTicket] = [:]
    for step in 0..<4_000 {
      let now = Instant(nanoseconds: Int64(step))
      var arrival: ScheduledWorkerPool<Int>.Arrival?
      switch draws.below(6) {
      case 0, 1: arrival = pool.arrive(step, .init(deadline: now + .nanoseconds(20)), at: now)
      case 2 where running > 0:
        pool.finish()
        running -= 1
      case 3 where running > 0:
        pool.suspendForRetry()
        (running, retrying) = (running - 1, retrying + 1)
      case 4 where retrying > 0:
        retrying -= 1
        arrival = pool.resumeForRetry(step, at: now)
      case 5:
        if let leaver = waiting.keys.min(), let ticket = waiting.removeValue(forKey: leaver) {
          #expect(pool.withdraw(ticket) == leaver)
        }
      default: break
      }
      switch arrival {
      case .starts: running += 1
      case .waits(let ticket): waiting[step] = ticket
      case .displaces: Issue.record("the newcomer is rejected")
      case .rejected, nil: break
      }
      while let exit = pool.startNext(at: now) {
        switch exit {
        case .served(let job):
          waiting[job] = nil
          running += 1
        case .dropped(let job, _): waiting[job] = nil
        }
      }
      #expect(pool.busyCount == running + (holds ? retrying : 0) && pool.busyCount <= 3)
      #expect(pool.waitingCount == waiting.count && pool.retryingCount == retrying)
      #expect(waiting.isEmpty || pool.idleCount == 0)
    }
  }

  @Test func `finishing while all workers sleep is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ScheduledWorkerPool<Int>(.init(holdsWorkerThroughRetry: true))
      _ = pool.arrive(1, at: .zero)
      pool.suspendForRetry()
      pool.finish()
    }
    await #expect(processExitsWith: .failure) {
      var pool = ScheduledWorkerPool<Int>(.init())
      _ = pool.resumeForRetry(1, at: .zero)
    }
  }

  @Test func `an impossible policy says why`() {
    typealias Policy = ScheduledWorkerPool<Int>.Policy
    #expect(Policy(workers: -1).problem == "there cannot be -1 workers")
    #expect(Policy(queue: .init(capacity: -1)).problem == "the queue cannot have -1 places")
    #expect(Policy().problem == nil)
  }
}
