import Resilience
import Testing
import TimeBase

@Suite struct ConnectionPoolTests {
  /// Components specification, section 7.1, first in first out: size 2, each holds for 100 ms and
  /// waits for at most 150 ms, five at 0.
  @Test func `a connection goes to who asked first, until he has waited too long`() {
    var pool = ConnectionPool<Int>(
      .init(size: 2, acquireTimeout: .milliseconds(150)))
    var starts: [Int?] = Array(repeating: nil, count: 5)
    var tickets: [Int: QueueTicket] = [:]
    var timedOut: [Int] = []
    for time in 0...400 {
      // Completions, then timers, then arrivals.
      for client in starts.indices where starts[client].map({ $0 + 100 }) == time {
        if let next = pool.release() { starts[next] = time }
      }
      for client in tickets.keys.sorted() where time == 150 && starts[client] == nil {
        if let ticket = tickets[client] { timedOut.append(pool.withdraw(ticket)) }
      }
      guard time == 0 else { continue }
      for client in 0..<5 {
        switch pool.acquire(client) {
        case .granted: starts[client] = 0
        case .waits(let ticket): tickets[client] = ticket
        case .rejected: Issue.record("the line has no limit")
        }
      }
    }
    #expect(starts == [0, 0, 100, 100, nil])
    #expect(timedOut == [4])
    #expect(pool.idleCount == 2 && pool.waitingCount == 0)
  }

  @Test func `the defaults are those of HikariCP`() {
    #expect(ConnectionPoolPolicy() == .init(size: 10, acquireTimeout: .seconds(30)))
  }

  @Test func `a full line rejects`() {
    var pool = ConnectionPool<Int>(.init(size: 1, waitingLimit: 1))
    _ = pool.acquire(1)
    _ = pool.acquire(2)
    #expect(pool.acquire(3) == .rejected)
    #expect(pool.waiting == [2])
  }

  @Test func `a broken connection leaves a gap until it is restored`() {
    var pool = ConnectionPool<Int>(.init(size: 2))
    for client in 1...3 { _ = pool.acquire(client) }
    pool.releaseBroken()
    #expect(pool.missingCount == 1 && pool.inUseCount == 1 && pool.waitingCount == 1)
    #expect(pool.restore() == 3)
    #expect(pool.missingCount == 0 && pool.inUseCount == 2 && pool.idleCount == 0)
  }

  @Test func `idle connections can all break at once`() {
    var pool = ConnectionPool<Int>(.init(size: 3))
    _ = pool.acquire(1)
    #expect(pool.breakIdle() == 2)
    #expect(pool.acquire(2) != .granted)
    #expect(pool.release() == 2)
    #expect(pool.restore() == nil)
    #expect(pool.idleCount == 1 && pool.missingCount == 1)
  }

  @Test func `a smaller pool closes connections as they come back`() {
    var pool = ConnectionPool<Int>(.init(size: 3))
    for client in 1...4 { _ = pool.acquire(client) }
    pool.resize(to: 1)
    #expect(pool.inUseCount == 3 && pool.idleCount == 0)
    #expect(pool.release() == nil)
    // One too many is out, so that a broken one is not missed.
    pool.releaseBroken()
    #expect(pool.missingCount == 0)
    #expect(pool.release() == 4)
    pool.resize(to: 2)
    #expect(pool.size == 2 && pool.idleCount == 1)
  }

  @Test(arguments: 1...8)
  func `never more are in use than stand, and who waits is served in order`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var pool = ConnectionPool<Int>(.init(size: 4, waitingLimit: 10))
    var waiting: [(client: Int, ticket: QueueTicket)] = []
    var (standing, inUse) = (4, 0)
    for client in 0..<5_000 {
      switch draws.below(10) {
      case 0...3:
        let admission = pool.acquire(client)
        if inUse < standing {
          #expect(admission == .granted)
          inUse += 1
        } else if case .waits(let ticket) = admission {
          waiting.append((client, ticket))
          #expect(waiting.count <= 10)
        } else {
          #expect(admission == .rejected && waiting.count == 10)
        }
      case 4...6 where inUse > 0:
        let next = waiting.isEmpty ? nil : waiting.removeFirst().client
        #expect(pool.release() == next)
        if next == nil { inUse -= 1 }
      case 7 where !waiting.isEmpty:
        let leaver = waiting.remove(at: draws.below(waiting.count))
        #expect(pool.withdraw(leaver.ticket) == leaver.client)
      case 8 where inUse > 0 && standing > 1:
        pool.releaseBroken()
        (standing, inUse) = (standing - 1, inUse - 1)
      case 9 where standing < 4:
        let next = waiting.isEmpty ? nil : waiting.removeFirst().client
        #expect(pool.restore() == next)
        standing += 1
        if next != nil { inUse += 1 }
      default: break
      }
      #expect(pool.inUseCount == inUse && inUse <= standing)
      #expect(pool.missingCount == 4 - standing && pool.idleCount == standing - inUse)
      #expect(pool.waitingCount == waiting.count)
    }
    #expect(pool.waiting == waiting.map(\.client))
  }

  @Test(arguments: [
    (ConnectionPoolPolicy(size: 0), "a pool of 0 connections is not in 1...1000000"),
    (ConnectionPoolPolicy(waitingLimit: -1), "-1 cannot wait for a connection"),
    (
      ConnectionPoolPolicy(acquireTimeout: TimeSpan(nanoseconds: -1)), "nobody waits for -1ns"
    ),
  ])
  func `an impossible policy says why`(policy: ConnectionPoolPolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(ConnectionPoolPolicy().problem == nil)
  }

  @Test func `releasing what was never acquired is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ConnectionPool<Int>(.init(size: 2))
      _ = pool.release()
    }
  }

  @Test func `releasing twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ConnectionPool<Int>(.init(size: 2))
      _ = pool.acquire(1)
      pool.releaseBroken()
      pool.releaseBroken()
    }
  }

  @Test func `restoring a connection that is not missing is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ConnectionPool<Int>(.init(size: 2))
      _ = pool.restore()
    }
  }
}
