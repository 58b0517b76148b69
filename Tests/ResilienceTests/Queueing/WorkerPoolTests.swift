import Resilience
import Testing

@Suite struct WorkerPoolTests {
  /// Components specification, section 3.1: one worker, service 100, two places; completions come
  /// before arrivals at the same time.
  @Test func `a job is rejected while the line is full and starts when its turn comes`() {
    var pool = WorkerPool<Int>(.init(workers: 1, queueLimit: 2))
    let arrivals = [0, 10, 20, 30, 110]
    var starts: [Int: Int] = [:]
    var rejected: [Int] = []
    for time in 0...500 {
      if let running = starts.first(where: { $0.value + 100 == time }), running.value < time {
        if let next = pool.finish() { starts[next] = time }
      }
      guard arrivals.contains(time) else { continue }
      switch pool.arrive(time) {
      case .starts: starts[time] = time
      case .waits: break
      case .rejected: rejected.append(time)
      }
    }
    #expect(starts == [0: 0, 10: 100, 20: 200, 110: 300])
    #expect(rejected == [30])
    #expect(pool.busyCount == 0 && pool.waitingCount == 0)
  }

  @Test func `without workers every job waits`() {
    var pool = WorkerPool<Int>(.init(workers: 0, queueLimit: 1))
    #expect(pool.arrive(1) != .starts)
    #expect(pool.arrive(2) == .rejected)
    #expect(pool.startNext() == nil)
    pool.resize(workers: 1)
    #expect(pool.startNext() == 1)
    #expect(pool.startNext() == nil)
  }

  @Test func `without a limit every job starts`() {
    var pool = WorkerPool<Int>(.init(workers: nil, queueLimit: 0))
    for job in 0..<1_000 { #expect(pool.arrive(job) == .starts) }
    #expect(pool.busyCount == 1_000)
    #expect(pool.idleCount == nil && pool.workerCount == nil)
  }

  @Test func `without places a job that finds no worker is lost`() {
    var pool = WorkerPool<Int>(.init(workers: 2, queueLimit: 0))
    #expect((1...3).map { pool.arrive($0) } == [.starts, .starts, .rejected])
    #expect(pool.finish() == nil)
    #expect(pool.idleCount == 1)
  }

  @Test func `a job that was withdrawn never starts`() throws {
    var pool = WorkerPool<Int>(.init(workers: 1))
    _ = pool.arrive(1)
    let second = pool.arrive(2)
    _ = pool.arrive(3)
    #expect(pool.withdraw(try #require(second.ticket)) == 2)
    #expect(pool.finish() == 3)
    #expect(pool.finish() == nil)
  }

  @Test func `nobody overtakes those who wait for new workers`() {
    var pool = WorkerPool<Int>(.init(workers: 1))
    for job in 1...3 { _ = pool.arrive(job) }
    pool.resize(workers: 3)
    #expect(pool.arrive(4) != .starts)
    #expect([pool.startNext(), pool.startNext(), pool.startNext()] == [2, 3, nil])
    #expect(pool.waiting == [4])
  }

  @Test func `workers that are taken away finish what they have`() {
    var pool = WorkerPool<Int>(.init(workers: 3))
    for job in 1...5 { _ = pool.arrive(job) }
    pool.resize(workers: 1)
    #expect(pool.busyCount == 3 && pool.idleCount == 0)
    #expect([pool.finish(), pool.finish(), pool.finish()] == [nil, nil, 4])
    #expect(pool.busyCount == 1)
  }

  @Test func `a crash forgets the running and the waiting jobs`() {
    var pool = WorkerPool<Int>(.init(workers: 1))
    for job in 1...3 { _ = pool.arrive(job) }
    #expect(pool.dropNext() == 2)
    pool.reset()
    #expect(pool.busyCount == 0 && pool.waitingCount == 0)
    #expect(pool.arrive(4) == .starts)
  }

  @Test(arguments: [
    (WorkerPoolPolicy(workers: -1), "there cannot be -1 workers"),
    (WorkerPoolPolicy(queueLimit: -2), "the queue cannot have -2 places"),
  ])
  func `an impossible policy says why`(policy: WorkerPoolPolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(WorkerPoolPolicy().problem == nil)
  }

  @Test func `finishing what was never started is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = WorkerPool<Int>(.init(workers: 1))
      _ = pool.arrive(1)
      _ = pool.finish()
      _ = pool.finish()
    }
  }
}

extension WorkerPool.Arrival {
  fileprivate var ticket: QueueTicket? {
    if case .waits(let ticket) = self { ticket } else { nil }
  }
}
