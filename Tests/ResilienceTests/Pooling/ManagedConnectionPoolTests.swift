import Resilience
import Testing
import TimeBase

@Suite struct ManagedConnectionPoolTests {
  typealias Pool = ManagedConnectionPool<Int>

  /// A pool with all of its connections, each made in no time.
  private static func warm(_ policy: ManagedPoolPolicy, word: UInt64 = 0) -> Pool {
    var pool = Pool(policy)
    var now = Instant.zero - .seconds(1)
    while let time = pool.nextCreation(at: now) {
      now = time
      if pool.beginCreation(at: now) { _ = pool.creationSucceeded(at: now, word: word) }
    }
    return pool
  }

  /// Components specification, section 7.1: connecting takes 5 ms, and the maker rests for 30.
  @Test func `connections are made one at a time`() {
    var pool = Pool()
    var ready: [Int64] = []
    var now = Instant.zero
    while let time = pool.nextCreation(at: now) {
      now = time
      #expect(pool.beginCreation(at: now) == true)
      #expect(pool.nextCreation(at: now) == nil)
      now += .milliseconds(5)
      _ = pool.creationSucceeded(at: now, word: 0)
      ready.append(now.nanoseconds / 1_000_000)
    }
    #expect(ready == (0..<10).map { 5 + 35 * Int64($0) })
    #expect(pool.idleCount == 10)
  }

  /// Components specification, section 7.1: two connections, held for 100 ms, a wait of 150 at most
  /// (which the real product would not accept as a timeout).
  @Test func `who asked first is served first, until he has waited too long`() {
    var pool = Self.warm(.init(maximumSize: 2))
    var leases: [ConnectionLease] = []
    var tickets: [QueueTicket] = []
    for borrower in 0..<5 {
      switch pool.acquire(borrower, at: .zero) {
      case .granted(let lease): leases.append(lease)
      case .waits(let ticket): tickets.append(ticket)
      }
    }
    let then = Instant(milliseconds: 100)
    let next = leases.compactMap { pool.release($0.connection, at: then)?.waiter }
    #expect(leases.count == 2 && next == [2, 3])
    #expect(pool.withdraw(tickets[2]) == 4)
    #expect(pool.waitingCount == 0 && pool.inUseCount == 2)
  }

  @Test func `a failed attempt is repeated after ever longer waits, as long as somebody wants it`()
  {
    var pool = Pool(.init(maximumSize: 1, minimumIdle: 0))
    #expect(pool.nextCreation(at: .zero) == nil)
    guard case .waits(let ticket) = pool.acquire(1, at: .zero) else { return }
    var now = Instant.zero
    var waits: [Int64] = []
    for _ in 0..<11 {
      #expect(pool.beginCreation(at: now) == true)
      pool.creationFailed(at: now)
      let next = pool.nextCreation(at: now) ?? now
      waits.append((next - now).nanoseconds / 1_000_000)
      now = next
    }
    #expect(waits == [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_000, 5_000])
    pool.withdraw(ticket)
    // The attempt is given up when its wait is over, and the next one starts afresh.
    #expect(pool.beginCreation(at: now) == false)
    #expect(pool.nextCreation(at: now) == nil)
    _ = pool.acquire(2, at: now)
    #expect(pool.beginCreation(at: now) == true)
    pool.creationFailed(at: now)
    #expect(pool.nextCreation(at: now) == now + .milliseconds(10))
  }

  @Test func `a new connection goes to the first who waits`() {
    var pool = Pool(.init(maximumSize: 2, minimumIdle: 0))
    for borrower in 1...3 { _ = pool.acquire(borrower, at: .zero) }
    #expect(pool.beginCreation(at: .zero) == true)
    #expect(pool.creationSucceeded(at: .zero, word: 0)?.waiter == 1)
    #expect(pool.waitingCount == 2 && pool.idleCount == 0)
  }

  @Test func `a broken connection is closed, and another one is made for who waits`() {
    var pool = Self.warm(.init(maximumSize: 1))
    guard case .granted(let lease) = pool.acquire(1, at: .zero) else { return }
    #expect(lease.needsValidation)
    _ = pool.acquire(2, at: .zero)
    pool.releaseBroken(lease.connection)
    #expect(pool.count == 0)
    #expect(pool.beginCreation(at: .zero) == true)
    #expect(pool.creationSucceeded(at: .zero, word: 0)?.waiter == 2)
  }

  @Test(arguments: [(499, false), (500, true)])
  func `a connection that was used lately is not asked whether it is alive`(
    milliseconds: Int64, needsValidation: Bool
  ) {
    var pool = Self.warm(.init(maximumSize: 1))
    guard case .granted(let lease) = pool.acquire(1, at: .zero) else { return }
    #expect(pool.release(lease.connection, at: .zero) == nil)
    guard case .granted(let again) = pool.acquire(1, at: .init(milliseconds: milliseconds)) else {
      return
    }
    #expect(again.needsValidation == needsValidation)
    #expect(again.connection == lease.connection)
  }

  /// 30 minutes less up to a 40th, which are 45 s.
  @Test(
    arguments: [(0, 1_800), (UInt64.max / 2 + 1, 1_777_500_000_000), (.max, 1_755)]
      as [(UInt64, Int64)])
  func `connections end at different ages`(word: UInt64, seconds: Int64) {
    let age = seconds > 1_000_000 ? TimeSpan.nanoseconds(seconds) : .seconds(seconds)
    var pool = Pool(.init(maximumSize: 1))
    _ = pool.beginCreation(at: .zero)
    _ = pool.creationSucceeded(at: .zero, word: word)
    #expect(pool.houseKeep(at: .zero + age - .nanoseconds(1)) == 0)
    #expect(pool.houseKeep(at: .zero + age + .nanoseconds(1)) == 1)
  }

  @Test func `a connection that gets too old in use ends when it comes back`() {
    var pool = Self.warm(.init(maximumSize: 1, maximumLifetime: .seconds(30)))
    guard case .granted(let lease) = pool.acquire(1, at: .zero) else { return }
    _ = pool.acquire(2, at: .zero)
    let late = Instant.zero + .seconds(31)
    #expect(pool.houseKeep(at: late) == 0)
    #expect(pool.release(lease.connection, at: late) == nil)
    #expect(pool.count == 0 && pool.waitingCount == 1)
    #expect(pool.nextCreation(at: late) == late)
  }

  @Test func `idle connections beyond the minimum are closed`() {
    var pool = Self.warm(.init(maximumSize: 4, minimumIdle: 4))
    #expect(pool.houseKeep(at: .zero + .minutes(20)) == 0)
    pool = Pool(.init(maximumSize: 3, minimumIdle: 1))
    var leases: [ConnectionLease] = []
    for borrower in 1...3 { _ = pool.acquire(borrower, at: .zero) }
    var now = Instant.zero
    while let time = pool.nextCreation(at: now) {
      now = time
      if pool.beginCreation(at: now), let next = pool.creationSucceeded(at: now, word: 0) {
        leases.append(next.lease)
      }
    }
    for lease in leases { _ = pool.release(lease.connection, at: now) }
    #expect(pool.houseKeep(at: now + .minutes(10)) == 0)
    #expect(pool.houseKeep(at: now + .minutes(10) + .nanoseconds(1)) == 2)
    #expect(pool.idleCount == 1)
  }

  @Test func `a borrower who dies takes the place of his connection with him`() {
    var pool = Self.warm(.init(maximumSize: 2, leakThreshold: .seconds(10)))
    _ = pool.acquire(1, at: .zero)
    #expect(pool.leakCount(at: .zero + .seconds(10)) == 0)
    #expect(pool.leakCount(at: .zero + .seconds(11)) == 1)
    _ = pool.acquire(2, at: .zero + .seconds(11))
    guard case .waits = pool.acquire(3, at: .zero + .seconds(11)) else {
      Issue.record("the leaked connection was lent")
      return
    }
    #expect(pool.nextCreation(at: .zero + .seconds(11)) == nil)
  }

  @Test(arguments: 1...6)
  func `no connection is lost or lent twice, and who waits is served in order`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var pool = Pool(
      .init(maximumSize: 5, minimumIdle: 2, idleTimeout: .seconds(2), maximumLifetime: .seconds(30))
    )
    var held: [ConnectionLease] = []
    var waiting: [(borrower: Int, ticket: QueueTicket)] = []
    var isMaking = false
    var now = Instant.zero
    for step in 0..<6_000 {
      now += .milliseconds(Int64(draws.below(30)))
      var handover: Pool.Handover?
      switch draws.below(8) {
      case 0, 1:
        switch pool.acquire(step, at: now) {
        case .granted(let lease):
          #expect(waiting.isEmpty && !held.contains { $0.connection == lease.connection })
          held.append(lease)
        case .waits(let ticket): waiting.append((step, ticket))
        }
      case 2, 3:
        guard !held.isEmpty else { break }
        let lease = held.remove(at: draws.below(held.count))
        handover = pool.release(lease.connection, at: now)
      case 4 where !held.isEmpty && draws.below(3) == 0:
        pool.releaseBroken(held.remove(at: draws.below(held.count)).connection)
      case 5 where !waiting.isEmpty:
        let leaver = waiting.remove(at: draws.below(waiting.count))
        #expect(pool.withdraw(leaver.ticket) == leaver.borrower)
      case 6 where isMaking:
        isMaking = false
        if draws.below(4) == 0 {
          pool.creationFailed(at: now)
        } else {
          handover = pool.creationSucceeded(at: now, word: draws.next())
        }
      case 7: pool.houseKeep(at: now)
      default: break
      }
      if let handover {
        #expect(handover.waiter == waiting.removeFirst().borrower)
        #expect(!held.contains { $0.connection == handover.lease.connection })
        held.append(handover.lease)
      }
      if pool.beginCreation(at: now) { isMaking = true }
      #expect(pool.inUseCount == held.count && pool.waitingCount == waiting.count)
      #expect(pool.count + (isMaking ? 1 : 0) <= 5)
      #expect(waiting.isEmpty || pool.idleCount == 0)
    }
  }

  @Test func `giving back twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ManagedConnectionPool<Int>(.init(maximumSize: 1))
      _ = pool.beginCreation(at: .zero)
      _ = pool.creationSucceeded(at: .zero, word: 0)
      if case .granted(let lease) = pool.acquire(1, at: .zero) {
        _ = pool.release(lease.connection, at: .zero)
        _ = pool.release(lease.connection, at: .zero)
      }
    }
    await #expect(processExitsWith: .failure) {
      var pool = ManagedConnectionPool<Int>()
      pool.creationFailed(at: .zero)
    }
  }

  @Test(
    arguments: [
      (.init(maximumSize: 0), "a pool of 0 connections is not in 1...100000"),
      (.init(minimumIdle: 11), "11 idle connections are not in 0...10"),
      (
        .init(connectionTimeout: .milliseconds(249)),
        "a connection timeout of 249ms is not 250ms or more"
      ),
      (
        .init(maximumLifetime: .seconds(29)),
        "a maximum lifetime of 29s is neither 0s nor 30s or more"
      ),
      (
        .init(firstBackoff: .seconds(6)),
        "a back-off from 6s to 5s does not grow from above zero"
      ),
      (.init(idleTimeout: .seconds(-1)), "-1s is negative"),
    ] as [(ManagedPoolPolicy, String)])
  func `an impossible policy says why`(policy: ManagedPoolPolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(ManagedPoolPolicy().problem == nil)
  }

  /// Two threads that need two connections each: HikariCP's formula for what is enough is
  /// threads · (connections − 1) + 1, which is 3 (from memory).
  @Test(arguments: [(2, true), (3, false)])
  func `threads that need several connections can wait for each other for ever`(
    size: Int, isDeadlocked: Bool
  ) {
    var pool = ConnectionPool<Int>(.init(size: size))
    for thread in 1...2 { #expect(pool.acquire(thread) == .granted) }
    let second = (1...2).map { pool.acquire($0) }
    #expect(!second.contains(.granted) == isDeadlocked)
    #expect(pool.waitingCount == (isDeadlocked ? 2 : 1))
  }

  @Test func `evicted connections end at once if they are idle, and else when they come back`() {
    var pool = Self.warm(.init(maximumSize: 3))
    guard case .granted(let lease) = pool.acquire(1, at: .zero) else { return }
    pool.evictAll()
    #expect(pool.count == 1 && pool.idleCount == 0)
    #expect(pool.nextCreation(at: .zero) != nil)
    guard case .waits = pool.acquire(2, at: .zero) else { return }
    #expect(pool.waiting == [2])
    #expect(pool.release(lease.connection, at: .zero) == nil)
    #expect(pool.count == 0 && pool.waitingCount == 1)
  }
}
