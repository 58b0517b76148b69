public import TimeBase

/// Which target each session was last sent to, for as many sessions as there is room.
///
///     var table = SessionTable(.init(capacity: 100_000, idleLimit: .minutes(30)))
///     if let cookie = table.cookie(of: session, at: now) { … }
///     table.keep(balancer.cookie(for: target), of: session, at: now)
///
/// When it is full, the session makes room that has not been seen for the longest.
///
/// - SeeAlso: HAProxy, *Configuration manual*, `stick-table`; nginx, `sticky learn`.
public struct SessionTable: Sendable {
  /// How much is remembered, and for how long.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Sessions at most.
    public var capacity: Int

    /// A session that has not been seen for so long is forgotten.
    public var idleLimit: TimeSpan

    public init(capacity: Int = 1_000_000, idleLimit: TimeSpan = .forever) {
      self.capacity = capacity
      self.idleLimit = idleLimit
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if !(1...1 << 30).contains(capacity) {
        return "a table of \(capacity) sessions is not in 1...\(1 << 30)"
      }
      return idleLimit > .zero ? nil : "sessions cannot be kept for \(idleLimit)"
    }
  }

  private var entries: CacheStore<UInt64, AffinityCookie, LRUEviction>

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    entries = CacheStore(
      capacity: policy.capacity, idleLimit: policy.idleLimit, eviction: LRUEviction())
  }

  /// How many sessions are remembered, those among them that have been idle for too long since.
  public var count: Int { entries.count }

  /// Where a session was last sent, if that is known. Counts as having seen it.
  public mutating func cookie(of session: UInt64, at now: Instant) -> AffinityCookie? {
    guard case .hit(let cookie) = entries.get(session, at: now) else { return nil }
    return cookie
  }

  /// Remembers where a session is sent.
  public mutating func keep(_ cookie: AffinityCookie, of session: UInt64, at now: Instant) {
    entries.set(session, cookie, at: now)
  }
}
