/// Limits how many requests of each key are under way at once, as `limit_conn` of nginx.
///
/// A key is known while any of its requests is under way. If the zone is full of such keys, those of
/// further keys are rejected: unlike a zone of rates, this one has nobody to forget.
///
/// ```
/// var limit = KeyedConcurrencyLimit(.init(limit: 10, maximumKeys: 10_000))
/// guard let token = limit.acquire(address).token else { return 503 }
/// …
/// limit.release(token)
/// ```
///
/// Takes constant time; memory for as many keys and requests as were ever under way at once.
///
/// - SeeAlso: nginx, `ngx_http_limit_conn_module`.
public struct KeyedConcurrencyLimit: Sendable {
  public struct Policy: Hashable, Sendable {
    /// How many requests of one key may be under way; 1 or more.
    public let limit: Int

    /// How many keys the zone has room for; 1 or more.
    public let maximumKeys: Int

    public init(limit: Int, maximumKeys: Int) {
      self.limit = limit
      self.maximumKeys = maximumKeys
    }

    public var problem: String? {
      if !(1...ConcurrencyLimits.highest).contains(limit) {
        return "the limit must be in 1...\(ConcurrencyLimits.highest), and is \(limit)"
      }
      return KeyedLimits.problem(ofMaximumKeys: maximumKeys)
    }
  }

  public let policy: Policy

  /// How many requests were rejected because their key had as many under way as it may.
  public private(set) var rejectedCount: Int64 = 0

  /// How many were rejected because the zone was full.
  public private(set) var turnedAwayCount: Int64 = 0

  /// How many requests of each key are under way.
  private var counts: SlotTable<UInt64, Int>

  /// The slot of the key of each request under way.
  private var underWay: TokenSlab<Int>

  /// - Precondition: `policy.problem` is `nil`.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, "concurrency limit by key: \(policy.problem ?? "")")
    self.policy = policy
    counts = SlotTable(limit: policy.maximumKeys)
    let (most, overflow) = policy.limit.multipliedReportingOverflow(by: policy.maximumKeys)
    underWay = TokenSlab(
      limit: overflow ? ConcurrencyLimits.highest : min(most, ConcurrencyLimits.highest))
  }

  /// Decides on a request of `key`.
  public mutating func acquire(_ key: UInt64) -> ConcurrencyDecision {
    let hash = key.stableHash
    guard let slot = counts.slot(of: key, hash: hash) else {
      guard counts.count < policy.maximumKeys, !underWay.isFull else { return turnAway() }
      return admit(counts.insert(key, 1, hash: hash))
    }
    guard counts.value(at: slot) < policy.limit else {
      rejectedCount &+= 1
      return .rejected
    }
    guard !underWay.isFull else { return turnAway() }
    counts.update(at: slot) { $0 += 1 }
    return admit(slot)
  }

  /// Takes note of the end of a request.
  ///
  /// - Precondition: `token` was admitted by this limit and has not been released.
  public mutating func release(_ token: ConcurrencyToken) {
    precondition(
      underWay.contains(token.slab),
      "the request \(token) is not one of the \(underWay.count) under way: it was released before or "
        + "never admitted here")
    let slot = underWay.remove(at: token.slab.index)
    let left = counts.update(at: slot) { count in
      count -= 1
      return count
    }
    if left == 0 { counts.remove(at: slot) }
  }

  /// How many requests of `key` are under way.
  public func inFlightCount(of key: UInt64) -> Int {
    counts.slot(of: key, hash: key.stableHash).map { counts.value(at: $0) } ?? 0
  }

  /// How many requests are under way.
  public var inFlightCount: Int { underWay.count }

  /// How many keys have requests under way.
  public var keyCount: Int { counts.count }

  private mutating func admit(_ slot: Int) -> ConcurrencyDecision {
    .admitted(ConcurrencyToken(underWay.insert(slot)))
  }

  private mutating func turnAway() -> ConcurrencyDecision {
    turnedAwayCount &+= 1
    return .rejected
  }
}
