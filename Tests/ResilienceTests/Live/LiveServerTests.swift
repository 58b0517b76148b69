import Resilience
import Testing
import TimeBase

/// What a server does with all of it, without sockets: eight tasks serve requests from a queue while the
/// database fails for a part of them, and then the server ends.
@Suite struct LiveServerTests {
  enum Response: Hashable, Sendable {
    case ok
    case tooManyRequests
    case unavailable
  }

  struct Request: Sendable {
    let number: Int
    let address: UInt64
    let user: UInt64
  }

  /// The shared state of a server: a constant each.
  struct Server: Sendable {
    let requests = LiveQueue<Request>(.init(capacity: 10_000))
    let limits = Live(
      KeyedLimiter<GCRA>(.init(each: .init(rate: .perSecond(1), burst: 199), maximumKeys: 100)))
    let users = LiveCache<UInt64, String>(.init(capacity: 50))
    let breaker = Live(
      CircuitBreaker(.init(window: .calls(20), minimumCalls: 20, openWait: .milliseconds(2))))
    let retrier = LiveRetrier(
      .init(
        maxAttempts: 3, backoff: .constant(.microseconds(50)),
        budget: .bucket(.init(deposit: 0.5, per: .request))), seed: 1)
    let pool: LivePool<Int>
    let drain = LiveDrain()
    let database: Database

    init(_ database: Database) {
      self.database = database
      pool = LivePool(.init(size: 3, acquireTimeout: .seconds(30))) { database.connect() }
    }

    func handle(_ request: Request) async throws -> Response {
      try await drain.run {
        if limits.admit(request.address).isRejected { return .tooManyRequests }
        do {
          let name = try await users.value(for: request.user, lasting: .milliseconds(3)) {
            try await load(request.user)
          }
          #expect(name == "user \(request.user)")
          return .ok
        } catch {
          return .unavailable
        }
      }
    }

    private func load(_ user: UInt64) async throws -> String {
      try await retrier.run { _ in
        try await breaker.run {
          try await pool.withConnection { try await database.query(user, on: $0) }
        }
      }
    }

    /// Serves until the queue of requests has ended.
    func serve(tasks: Int, _ answer: @escaping @Sendable (Request, Response) -> Void) async {
      await withTaskGroup { group in
        for _ in 0..<tasks {
          group.addTask {
            while let request = await requests.take() {
              answer(request, (try? await handle(request)) ?? .unavailable)
            }
          }
        }
      }
    }
  }

  /// Fails between two of its queries, and sees who uses which connection.
  final class Database: Sendable {
    private struct State: Sendable {
      var connections = 0
      var busy: Set<Int> = []
      var queries = 0
      var overlaps = 0
    }

    private let state = Locked(State())

    var connectionCount: Int { state.withLock { $0.connections } }
    var queryCount: Int { state.withLock { $0.queries } }
    var overlapCount: Int { state.withLock { $0.overlaps } }

    func connect() -> Int {
      state.withLock { state in
        state.connections += 1
        return state.connections
      }
    }

    func query(_ user: UInt64, on connection: Int) async throws -> String {
      let number = state.withLock { state in
        if !state.busy.insert(connection).inserted { state.overlaps += 1 }
        state.queries += 1
        return state.queries
      }
      defer { _ = state.withLock { $0.busy.remove(connection) } }
      await Task.yield()
      if (100..<160).contains(number) { throw FailedAttempt(.timedOut) }
      return "user \(user)"
    }
  }

  @Test func `a server serves, survives an outage and ends cleanly`() async {
    let database = Database()
    let server = Server(database)
    let answers = Locked<[Int: Response]>([:])
    let count = 4_000
    async let serving: Void = server.serve(tasks: 8) { request, response in
      let before = answers.withLock { $0.updateValue(response, forKey: request.number) }
      #expect(before == nil, "answered twice")
    }
    var draws = SplitMix(state: 9)
    for number in 0..<count {
      let user = draws.next() % 60
      let request = Request(number: number, address: draws.next() % 10, user: user)
      #expect(server.requests.offer(request) == .accepted)
      if number % 100 == 0 { try? await Task.sleep(for: .milliseconds(1)) }
    }
    await eventually { server.requests.count == 0 }
    server.requests.finish()
    #expect(await server.drain.drain() == 0)
    await serving

    let all = answers.withLock { $0 }
    #expect(all.count == count)
    let limited = all.values.count { $0 == .tooManyRequests }
    // Ten addresses may send 200 at once, and in a run of at most ten seconds ten more.
    #expect((count - 2_100...count - 2_000).contains(limited), "\(limited)")
    #expect(all.values.contains(.ok))
    #expect(database.overlapCount == 0 && database.connectionCount <= 3)
    #expect(database.queryCount < count - limited, "the cache saves some")
    #expect(server.pool.inUseCount == 0 && server.pool.waitingCount == 0)
    #expect(server.pool.removeIdle().count == database.connectionCount)
    #expect(server.breaker.inFlightCount == 0)
    #expect(server.users.loadCount == 0)
    #expect(server.drain.phase == .drained)
    await #expect(throws: Rejection.draining) {
      try await server.handle(Request(number: count, address: 1, user: 1))
    }
  }
}
