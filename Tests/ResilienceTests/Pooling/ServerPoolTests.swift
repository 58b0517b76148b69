import Resilience
import Testing
import TimeBase

@Suite struct ServerPoolTests {
  /// There was no such client or server.
  private struct Refused: Error {}

  private static func client(_ pool: inout ServerPool) throws -> PoolerClient {
    guard case .accepted(let client) = pool.connect(at: .zero) else { throw Refused() }
    return client
  }

  /// Connects to servers as long as one is wanted, and starts those who wait.
  private static func serve(_ pool: inout ServerPool, at now: Instant = .zero) -> [PoolerClient] {
    var started: [PoolerClient] = []
    repeat {
      while let next = pool.serveNext(at: now) { started.append(next.client) }
      guard pool.beginServer(at: now) else { return started }
      pool.serverOpened(at: now)
    } while true
  }

  @Test(
    arguments: [
      (.session, false, .keepsServer), (.session, true, .keepsServer),
      (.transaction, false, .releasesServer), (.transaction, true, .keepsServer),
      (.statement, false, .releasesServer), (.statement, true, .transactionNotAllowed),
    ] as [(ServerPoolPolicy.Mode, Bool, ServerPool.End)])
  func `a server is free when the mode says so`(
    mode: ServerPoolPolicy.Mode, inTransaction: Bool, end: ServerPool.End
  ) throws {
    var pool = ServerPool(.init(mode: mode, size: 1))
    let (first, second) = (try Self.client(&pool), try Self.client(&pool))
    #expect(pool.begin(first, at: .zero) == .waits)
    #expect(Self.serve(&pool) == [first])
    #expect(pool.begin(second, at: .zero) == .waits)
    #expect(Self.serve(&pool) == [])
    #expect(pool.end(first, inTransaction: inTransaction, at: .zero) == end)
    // In the forbidden case the server is closed, and another one is connected to.
    #expect(Self.serve(&pool) == (end == .keepsServer ? [] : [second]))
    #expect(pool.clientCount == (end == .transactionNotAllowed ? 1 : 2))
    #expect(pool.serverCount == 1)
  }

  @Test func `a client in a transaction keeps its server and its place`() throws {
    var pool = ServerPool(.init(mode: .transaction, size: 1))
    let (first, second) = (try Self.client(&pool), try Self.client(&pool))
    _ = pool.begin(first, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.end(first, inTransaction: true, at: .zero)
    _ = pool.begin(second, at: .zero)
    guard case .runs(let server) = pool.begin(first, at: .zero) else { throw Refused() }
    #expect(pool.client(of: server) == first)
    #expect(pool.end(first, inTransaction: false, at: .zero) == .releasesServer)
    #expect(Self.serve(&pool) == [second])
    #expect(pool.client(of: server) == second)
  }

  @Test(arguments: [(true, 0), (false, 1)])
  func `a server that was left in the middle of something is closed`(
    inTransaction: Bool, servers: Int
  ) throws {
    var pool = ServerPool(.init(mode: .session))
    let client = try Self.client(&pool)
    _ = pool.begin(client, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.end(client, inTransaction: inTransaction, at: .zero)
    pool.disconnect(client, at: .zero)
    #expect(pool.serverCount == servers && pool.idleServerCount == servers)
  }

  /// Two servers, the second of which was used last.
  @Test(arguments: [(false, 1), (true, 0)])
  func `the server that was used last is used next, unless they take turns`(
    isRoundRobin: Bool, expected: Int
  ) throws {
    var pool = ServerPool(.init(mode: .transaction, isRoundRobin: isRoundRobin))
    let clients = [try Self.client(&pool), try Self.client(&pool)]
    for client in clients { _ = pool.begin(client, at: .zero) }
    var servers: [PoolerServer] = []
    while pool.beginServer(at: .zero) {
      pool.serverOpened(at: .zero)
      if let next = pool.serveNext(at: .zero) { servers.append(next.server) }
    }
    for client in clients { _ = pool.end(client, inTransaction: false, at: .zero) }
    #expect(pool.begin(clients[0], at: .zero) == .runs(on: servers[expected]))
  }

  @Test func `the reserve is opened for who has waited for five seconds`() throws {
    var pool = ServerPool(.init(size: 1, reserveSize: 1))
    let (first, second) = (try Self.client(&pool), try Self.client(&pool))
    _ = pool.begin(first, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.begin(second, at: .zero)
    #expect(!pool.wantsServer(at: .zero + .milliseconds(4_999)))
    #expect(Self.serve(&pool, at: .zero + .seconds(5)) == [second])
    #expect(pool.serverCount == 2)
  }

  @Test func `after a failed connection nobody tries for fifteen seconds, and clients fail`() throws
  {
    var pool = ServerPool()
    let waiting = try Self.client(&pool)
    let idle = try Self.client(&pool)
    _ = pool.begin(waiting, at: .zero)
    #expect(pool.beginServer(at: .zero) == true)
    #expect(pool.beginServer(at: .zero) == false)
    pool.serverFailed(at: .zero)
    let end = Instant.zero + .seconds(15)
    #expect(pool.connect(at: end - .nanoseconds(1)) == .failsAtOnce(until: end))
    #expect(pool.begin(idle, at: end - .nanoseconds(1)) == .failsAtOnce(until: end))
    #expect(pool.beginServer(at: end - .nanoseconds(1)) == false)
    #expect(pool.clientCount == 1)
    #expect(Self.serve(&pool, at: end) == [waiting])
  }

  @Test func `who has waited for two minutes is disconnected`() throws {
    var pool = ServerPool(.init(size: 1))
    let (first, second) = (try Self.client(&pool), try Self.client(&pool))
    _ = pool.begin(first, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.begin(second, at: .zero)
    let end = Instant.zero + .seconds(120)
    #expect(pool.disconnectOverdue(at: end - .nanoseconds(1)) == nil)
    #expect(pool.disconnectOverdue(at: end) == second)
    #expect(pool.disconnectOverdue(at: end) == nil)
    #expect(pool.clientCount == 1 && pool.waitingCount == 0)
  }

  @Test func `more clients than may be are turned away`() throws {
    var pool = ServerPool(.init(maximumClients: 1))
    let client = try Self.client(&pool)
    #expect(pool.connect(at: .zero) == .tooManyClients)
    pool.disconnect(client, at: .zero)
    #expect(pool.connect(at: .zero) != .tooManyClients)
  }

  @Test(arguments: [(600, 0), (601, 1)] as [(Int64, Int)])
  func `servers that are idle for too long are closed`(seconds: Int64, closed: Int) throws {
    var pool = ServerPool(.init(mode: .transaction))
    let client = try Self.client(&pool)
    _ = pool.begin(client, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.end(client, inTransaction: false, at: .zero)
    #expect(pool.closeOld(at: .zero + .seconds(seconds)) == closed)
  }

  @Test func `a server that is too old is not used again`() throws {
    var pool = ServerPool(.init(mode: .transaction))
    let client = try Self.client(&pool)
    _ = pool.begin(client, at: .zero)
    _ = Self.serve(&pool)
    _ = pool.end(client, inTransaction: false, at: .zero + .seconds(3_601))
    #expect(pool.serverCount == 0)
  }

  @Test(arguments: 1...6)
  func `no server is lost or used by two`(seed: UInt64) throws {
    var draws = TestDraws(seed: seed)
    let modes: [ServerPoolPolicy.Mode] = [.session, .transaction, .statement]
    var pool = ServerPool(
      .init(mode: modes[Int(seed) % 3], size: 3, maximumClients: 12, serverLifetime: .seconds(9)))
    var idle: [PoolerClient] = []
    var waiting: [PoolerClient] = []
    var running: [PoolerClient] = []
    for step in 0..<5_000 {
      let now = Instant(milliseconds: Int64(step) * 10)
      switch draws.below(7) {
      case 0:
        if case .accepted(let client) = pool.connect(at: now) { idle.append(client) }
      case 1, 2:
        guard !idle.isEmpty else { break }
        let client = idle.remove(at: draws.below(idle.count))
        if case .runs = pool.begin(client, at: now) {
          running.append(client)
        } else {
          waiting.append(client)
        }
      case 3, 4:
        guard !running.isEmpty else { break }
        let client = running.remove(at: draws.below(running.count))
        let end = pool.end(client, inTransaction: draws.below(4) == 0, at: now)
        if end != .transactionNotAllowed { idle.append(client) }
      case 5:
        guard !waiting.isEmpty else { break }
        pool.disconnect(waiting.remove(at: draws.below(waiting.count)), at: now)
      default:
        if draws.below(2) == 0, !running.isEmpty {
          pool.serverLost(by: running.remove(at: draws.below(running.count)))
        } else if !idle.isEmpty {
          pool.disconnect(idle.remove(at: draws.below(idle.count)), at: now)
        }
      }
      for client in Self.serve(&pool, at: now) {
        #expect(client == waiting.removeFirst())
        running.append(client)
      }
      #expect(pool.clientCount == idle.count + waiting.count + running.count)
      #expect(pool.waitingCount == waiting.count)
      #expect(pool.serverCount <= 3 && pool.serverCount >= running.count + pool.idleServerCount)
      if pool.policy.mode == .statement {
        #expect(pool.serverCount == running.count + pool.idleServerCount)
      }
    }
  }

  @Test func `a query within a query is a mistake, and so is a client that is gone`() async {
    await #expect(processExitsWith: .failure) {
      var pool = ServerPool()
      if case .accepted(let client) = pool.connect(at: .zero) {
        _ = pool.begin(client, at: .zero)
        _ = pool.begin(client, at: .zero)
      }
    }
    await #expect(processExitsWith: .failure) {
      var pool = ServerPool()
      if case .accepted(let client) = pool.connect(at: .zero) {
        pool.disconnect(client, at: .zero)
        pool.disconnect(client, at: .zero)
      }
    }
  }

  @Test(
    arguments: [
      (.init(size: 0), "a pool of 0 servers is not in 1...100000"),
      (.init(reserveSize: -1), "a reserve of -1 servers is not in 0...100000"),
      (.init(maximumClients: 0), "0 clients are not in 1...10000000"),
      (.init(loginRetry: .seconds(-1)), "-1s is negative"),
    ] as [(ServerPoolPolicy, String)])
  func `an impossible policy says why`(policy: ServerPoolPolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(ServerPoolPolicy().problem == nil)
  }
}
