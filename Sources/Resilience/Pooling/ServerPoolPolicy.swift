public import TimeBase

/// The mode, sizes and times of a ``ServerPool``.
@frozen
public struct ServerPoolPolicy: BitwiseCopyable, Hashable, Sendable {
  public var mode: Mode

  /// `default_pool_size`: servers for one user and database; `1...100_000`.
  public var size: Int

  /// `reserve_pool_size`: servers beyond that once somebody has waited for ``reserveAfter``.
  public var reserveSize: Int

  /// `reserve_pool_timeout`.
  public var reserveAfter: TimeSpan

  /// `max_client_conn`.
  public var maximumClients: Int

  /// `query_wait_timeout`: for how long a client waits for a server before it is disconnected; zero
  /// is for ever.
  public var queryWaitTimeout: TimeSpan

  /// `server_lifetime`: servers that are older are closed when nobody uses them; zero is at the first
  /// such occasion.
  public var serverLifetime: TimeSpan

  /// `server_idle_timeout`; zero is for ever.
  public var serverIdleTimeout: TimeSpan

  /// `server_connect_timeout`, for whoever makes connections.
  public var connectTimeout: TimeSpan

  /// `server_login_retry`: for how long no server is connected to after an attempt failed, and clients
  /// that find no server fail at once.
  public var loginRetry: TimeSpan

  /// `server_round_robin`: whether the server that has been idle for longest is used next; otherwise
  /// the one that was used last.
  public var isRoundRobin: Bool

  /// When a server is free for another client.
  @frozen
  public enum Mode: BitwiseCopyable, Hashable, Sendable {
    /// When its client disconnects.
    case session

    /// When its transaction ends.
    case transaction

    /// When its statement ends; transactions of several statements are not allowed.
    case statement
  }

  /// The defaults of PgBouncer.
  public init(
    mode: Mode = .session, size: Int = 20, reserveSize: Int = 0,
    reserveAfter: TimeSpan = .seconds(5), maximumClients: Int = 100,
    queryWaitTimeout: TimeSpan = .seconds(120), serverLifetime: TimeSpan = .seconds(3600),
    serverIdleTimeout: TimeSpan = .seconds(600), connectTimeout: TimeSpan = .seconds(15),
    loginRetry: TimeSpan = .seconds(15), isRoundRobin: Bool = false
  ) {
    self.mode = mode
    self.size = size
    self.reserveSize = reserveSize
    self.reserveAfter = reserveAfter
    self.maximumClients = maximumClients
    self.queryWaitTimeout = queryWaitTimeout
    self.serverLifetime = serverLifetime
    self.serverIdleTimeout = serverIdleTimeout
    self.connectTimeout = connectTimeout
    self.loginRetry = loginRetry
    self.isRoundRobin = isRoundRobin
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    guard (1...100_000).contains(size) else {
      return "a pool of \(size) servers is not in 1...100000"
    }
    guard (0...100_000).contains(reserveSize) else {
      return "a reserve of \(reserveSize) servers is not in 0...100000"
    }
    guard (1...10_000_000).contains(maximumClients) else {
      return "\(maximumClients) clients are not in 1...10000000"
    }
    let spans = [
      reserveAfter, queryWaitTimeout, serverLifetime, serverIdleTimeout, connectTimeout, loginRetry,
    ]
    if let negative = spans.first(where: { $0 < .zero }) { return "\(negative) is negative" }
    return nil
  }
}
