public import TimeBase

/// Many clients over few servers of a database, in the manner of PgBouncer.
///
///     let client = pool.connect(at: now)                      // .accepted(client)
///     switch pool.begin(client, at: now) {                    // a query, at any time
///     case .runs(on: let server): …
///     case .waits, .failsAtOnce(until: _): …
///     }
///     pool.end(client, inTransaction: false, at: later)       // its server may be free for others
///     while let next = pool.serveNext(at: later) { run(next.client, next.server) }
///
/// and beside them the one who connects to servers, one at a time:
///
///     if pool.beginServer(at: now) { connect }                // serverOpened(at:), serverFailed(at:)
///
/// A client that has waited for too long is disconnected: ``disconnectOverdue(at:)``. Who waits is
/// served in the order of arrival.
///
/// - Complexity: O(1) each, ``closeOld(at:)`` O(*n*) in the idle servers.
public struct ServerPool: Sendable {
  public typealias Policy = ServerPoolPolicy

  struct Client: BitwiseCopyable, Sendable {
    var server: Int32 = -1
    var seat: QueueTicket?
    var isRunning = false
    var isInTransaction = false
    var waitsSince = Instant.zero
  }

  struct Server: BitwiseCopyable, Sendable {
    var opened: Instant
    var idleSince: Instant
    var client: Int32 = -1
  }

  /// What became of a client that wanted to connect.
  @frozen
  public enum Connection: BitwiseCopyable, Hashable, Sendable {
    case accepted(PoolerClient)

    /// There are as many clients as may be.
    case tooManyClients

    /// No server could be connected to a moment ago, and there is none.
    case failsAtOnce(until: Instant)
  }

  /// What became of a query.
  @frozen
  public enum Start: BitwiseCopyable, Hashable, Sendable {
    case runs(on: PoolerServer)

    /// All servers are in use.
    case waits

    /// No server could be connected to a moment ago, and there is none; the client is disconnected.
    case failsAtOnce(until: Instant)
  }

  /// What becomes of a client's server when its query ends.
  @frozen
  public enum End: BitwiseCopyable, Hashable, Sendable {
    /// The client keeps it: until it disconnects, or in its transaction.
    case keepsServer

    /// It is free for others.
    case releasesServer

    /// The mode allows no transaction of several statements: the server is closed and the client
    /// disconnected.
    case transactionNotAllowed
  }

  public let policy: Policy
  var clients: TokenSlab<Client>
  var servers: TokenSlab<Server>

  /// Servers that nobody has, the one that was used last at the end.
  var idle = FIFOQueue<Int32>()

  /// Clients that wait for a server.
  var line = FIFOQueue<Int32>()

  /// Whether a server is being connected to.
  public internal(set) var isConnecting = false

  /// Until when no server is connected to, after a failure.
  var quietUntil: Instant?

  /// - Precondition: The policy has no ``ServerPoolPolicy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "server pool: \(policy.problem ?? "")")
    self.policy = policy
    clients = TokenSlab(limit: policy.maximumClients)
    servers = TokenSlab(limit: policy.size + policy.reserveSize)
  }

  public var clientCount: Int { clients.count }
  public var serverCount: Int { servers.count }
  public var idleServerCount: Int { idle.count }
  public var waitingCount: Int { line.count }

  /// Takes a client in.
  public mutating func connect(at now: Instant) -> Connection {
    guard !clients.isFull else { return .tooManyClients }
    if let end = failingUntil(at: now) { return .failsAtOnce(until: end) }
    return .accepted(PoolerClient(token: clients.insert(Client())))
  }

  /// Begins a query of a client, on the server that it has or on an idle one.
  ///
  /// - Precondition: The client is connected and has no query.
  public mutating func begin(_ client: PoolerClient, at now: Instant) -> Start {
    let index = require(client)
    precondition(
      !clients[index].isRunning && clients[index].seat == nil,
      "client \(index) began a query before the end of its last one")
    if clients[index].server >= 0 {
      clients[index].isRunning = true
      return .runs(on: name(ofServer: clients[index].server))
    }
    if let end = failingUntil(at: now) {
      clients.remove(at: index)
      return .failsAtOnce(until: end)
    }
    if line.isEmpty, let server = takeIdle() {
      return .runs(on: assign(server, to: index))
    }
    clients[index].waitsSince = now
    clients[index].seat = line.enqueue(index)
    return .waits
  }

  /// Ends a query of a client. Whether the server is still in a transaction is what the server says.
  ///
  /// - Precondition: The client runs a query.
  public mutating func end(
    _ client: PoolerClient, inTransaction: Bool, at now: Instant
  ) -> End {
    let index = require(client)
    precondition(clients[index].isRunning, "client \(index) ended a query that it did not run")
    clients[index].isRunning = false
    clients[index].isInTransaction = inTransaction
    switch policy.mode {
    case .session: return .keepsServer
    case .transaction where inTransaction: return .keepsServer
    case .statement where inTransaction:
      disconnect(client, at: now)
      return .transactionNotAllowed
    case .transaction, .statement:
      free(clients[index].server, at: now)
      clients[index].server = -1
      return .releasesServer
    }
  }

  /// Lets a client go. Its server is free for others, unless the client left it in the middle of
  /// something: then it is closed.
  ///
  /// - Precondition: The client is connected.
  public mutating func disconnect(_ client: PoolerClient, at now: Instant) {
    let index = require(client)
    let state = clients[index]
    if let seat = state.seat { line.remove(seat) }
    if state.server >= 0 {
      if state.isRunning || state.isInTransaction {
        servers.remove(at: state.server)
      } else {
        free(state.server, at: now)
      }
    }
    clients.remove(at: index)
  }

  /// Gives a free server to the client that has waited longest; call it until it returns `nil`
  /// whenever a server may have become free.
  public mutating func serveNext(at now: Instant) -> (client: PoolerClient, server: PoolerServer)? {
    guard !line.isEmpty, let server = takeIdle(), let index = line.dequeue() else { return nil }
    clients[index].seat = nil
    let name = assign(server, to: index)
    return (PoolerClient(token: clients.token(at: index)), name)
  }

  /// Disconnects the next client that has waited for as long as anybody may; `nil` if there is none.
  public mutating func disconnectOverdue(at now: Instant) -> PoolerClient? {
    guard policy.queryWaitTimeout > .zero, let index = line.first,
      now - clients[index].waitsSince >= policy.queryWaitTimeout
    else { return nil }
    let client = PoolerClient(token: clients.token(at: index))
    disconnect(client, at: now)
    return client
  }
}
