public import TimeBase

/// Tokens to fill missing keys, as Facebook's memcache hands them out: a delete takes the token
/// back, so that a value read before the delete cannot be stored after it, and while one client
/// holds a token the others are told to wait a little.
///
/// ```
/// get misses ─▶ granted ─▶ load ─▶ redeem ─ true ─▶ set
///        └────▶ wait (somebody was granted one less than `interval` ago)
/// delete ─▶ every token of the key is void
/// ```
///
/// A token is void once another has been granted for its key, which happens at the earliest
/// `interval` after it. Every operation takes constant time; redeemed and revoked leases take no
/// memory.
///
/// - SeeAlso: Nishtala and others, *Scaling Memcache at Facebook*, NSDI 2013.
@frozen
public struct LeaseTable<Key: StableKey> {
  /// What a client is told that has missed.
  @frozen
  public enum Decision: BitwiseCopyable, Hashable, Sendable {
    /// Loads the key; may store it if the token can still be redeemed then.
    case granted(LeaseToken)

    /// Looks again a little later; nobody else is granted a token before `until`.
    case wait(until: Instant)
  }

  @frozen
  @usableFromInline
  struct Lease: BitwiseCopyable, Sendable {
    @usableFromInline let number: UInt64
    @usableFromInline let until: Instant

    @inlinable
    init(number: UInt64, until: Instant) {
      self.number = number
      self.until = until
    }
  }

  /// The least time between two tokens for one key.
  public let interval: TimeSpan

  @usableFromInline var leases: SlotTable<Key, Lease>
  @usableFromInline var granted: UInt64 = 0

  /// - Parameter interval: 10 s at Facebook; with zero nobody ever waits.
  @inlinable
  public init(interval: TimeSpan = .seconds(10), keyLimit: Int = 1 << 30) {
    precondition(interval >= .zero, "an interval of \(interval) is negative")
    self.interval = interval
    leases = SlotTable(limit: keyLimit)
  }

  /// How many tokens have been granted and neither redeemed nor revoked.
  @inlinable
  public var count: Int { leases.count }

  /// Asks for a token after a miss. A table that is full of other keys grants tokens that cannot be
  /// redeemed.
  @inlinable
  public mutating func request(_ key: Key, at now: Instant) -> Decision {
    let hash = key.stableHash
    let next = Lease(number: granted &+ 1, until: now + interval)
    if let slot = leases.slot(of: key, hash: hash) {
      let until = leases.value(at: slot).until
      if now < until { return .wait(until: until) }
      leases.update(at: slot) { $0 = next }
    } else if leases.count < leases.limit {
      _ = leases.insert(key, next, hash: hash)
    }
    granted &+= 1
    return .granted(LeaseToken(number: next.number))
  }

  /// Whether what a token's holder has loaded may be stored; the token is used up.
  @inlinable
  public mutating func redeem(_ token: LeaseToken, for key: Key) -> Bool {
    guard let slot = leases.slot(of: key, hash: key.stableHash),
      leases.value(at: slot).number == token.number
    else { return false }
    leases.remove(at: slot)
    return true
  }

  /// Makes the token of a key void, because the key is deleted or set by somebody else.
  @inlinable
  public mutating func revoke(_ key: Key) {
    if let slot = leases.slot(of: key, hash: key.stableHash) { leases.remove(at: slot) }
  }
}

/// The right to store one load of one key, until it is revoked.
@frozen
public struct LeaseToken: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let number: UInt64

  @inlinable
  init(number: UInt64) { self.number = number }
}

extension LeaseTable: Sendable where Key: Sendable {}
