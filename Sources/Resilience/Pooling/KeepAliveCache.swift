public import TimeBase

/// Connections that a caller keeps open between its calls, so that the next one need not make another:
/// nginx's `keepalive` of an upstream.
///
///     let used = cache.take(at: now)              // how often it has been used; nil: open a new one
///     // … after the answer:
///     cache.putBack(used: (used ?? 0) + 1, at: now)
///
/// The connection that was put back last is taken first. When more come back than are kept, the one that
/// has been idle the longest is closed.
///
/// - SeeAlso: nginx, *ngx_http_upstream_module*, `keepalive`, `keepalive_requests` and
///   `keepalive_timeout`.
public struct KeepAliveCache: Sendable {
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Idle connections that are kept at most; more than zero.
    public var idleLimit: Int

    /// How long a connection may be idle; at that age it is closed.
    public var idleTimeout: TimeSpan

    /// Calls after which a connection is closed; more than zero.
    public var callLimit: Int

    @inlinable
    public init(
      idleLimit: Int = 32, idleTimeout: TimeSpan = .seconds(60), callLimit: Int = 1_000
    ) {
      self.idleLimit = idleLimit
      self.idleTimeout = idleTimeout
      self.callLimit = callLimit
    }
  }

  public let policy: Policy

  /// In the order in which they were put back.
  private var idle: [(used: Int, since: Instant)] = []

  public init(_ policy: Policy) {
    self.policy = policy
  }

  /// Connections that are idle, some of them perhaps for too long.
  public var count: Int { idle.count }

  /// Takes a connection that is idle: how many calls it has served, or `nil` if a new one is needed.
  ///
  /// - Complexity: O(*n*) in the number of connections that have been idle for too long.
  public mutating func take(at now: Instant) -> Int? {
    // They were put back in the order of time, so that all are too old when the last one is.
    guard let last = idle.last, now < last.since + policy.idleTimeout else {
      idle.removeAll(keepingCapacity: true)
      return nil
    }
    idle.removeLast()
    return last.used
  }

  /// Keeps a connection that has served so many calls, unless these are as many as it may serve.
  ///
  /// - Complexity: O(*n*) if as many are idle as are kept.
  public mutating func putBack(used: Int, at now: Instant) {
    guard used < policy.callLimit else { return }
    if idle.count == policy.idleLimit { idle.removeFirst() }
    idle.append((used, now))
  }

  /// The other side has closed all connections.
  public mutating func removeAll() {
    idle.removeAll(keepingCapacity: true)
  }
}
