public import TimeBase

/// How long a ``StaleCache`` answers with what has expired.
@frozen
public struct StaleRules: BitwiseCopyable, Hashable, Sendable {
  /// How long after its expiry an entry may be served while somebody renews it.
  public var whileRevalidating: TimeSpan

  /// How long after its expiry an entry may be served in place of an error.
  public var ifError: TimeSpan

  /// Whether the request that renews an entry is served the stale one too, and does not wait:
  /// nginx's `proxy_cache_background_update`.
  public var renewsInBackground: Bool

  /// How long a renewal may take before somebody else is told to renew the entry too: nginx's
  /// `proxy_cache_lock_age`. Whoever renews may die without a word.
  public var renewalLimit: TimeSpan

  @inlinable
  public init(
    whileRevalidating: TimeSpan = .zero, ifError: TimeSpan = .zero,
    renewsInBackground: Bool = false, renewalLimit: TimeSpan = .forever
  ) {
    self.whileRevalidating = whileRevalidating
    self.ifError = ifError
    self.renewsInBackground = renewsInBackground
    self.renewalLimit = renewalLimit
  }

  /// What makes the rules unusable, if anything.
  public var problem: String? {
    if whileRevalidating < .zero {
      return "the time to serve stale entries must not be negative, and is \(whileRevalidating)"
    }
    if ifError < .zero {
      return "the time to serve in place of errors must not be negative, and is \(ifError)"
    }
    return renewalLimit <= .zero
      ? "the time for a renewal must be above zero, and is \(renewalLimit)" : nil
  }
}

/// What a ``StaleCache`` answers to one lookup.
@frozen
public enum StaleLookup<Value> {
  case fresh(Value)

  /// Expired, and somebody renews it.
  case stale(Value)

  /// Expired: the request is served this, and renews it in the background.
  case staleAndRenew(Value)

  /// Expired: the request renews it and waits for what comes.
  case renew

  /// Not there, or too old while somebody renews it.
  case miss
}

extension StaleLookup: Sendable where Value: Sendable {}
extension StaleLookup: Equatable where Value: Equatable {}
