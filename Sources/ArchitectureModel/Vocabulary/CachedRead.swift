public import Resilience
public import TimeBase

/// What becomes of a handler whose cache does not answer.
public enum CacheFailure: String, CaseIterable, Hashable, Sendable {
  /// It goes on as if the key were not there.
  case miss

  /// It fails for the same cause.
  case error
}

/// Looking the request's key up in a cache, and fetching and storing it on a miss.
public struct CachedRead: Hashable, Sendable {
  public var cache: String

  /// Of what is stored; `nil` until it is evicted.
  public var lifetime: JitteredLifetime?

  /// Whether one fetch serves all who miss the same key meanwhile.
  public var isCoalesced: Bool

  /// The longest wait for the cache; `nil` waits forever.
  public var timeout: TimeSpan?
  public var onFailure: CacheFailure

  /// What brings the value on a miss.
  public var otherwise: [Step]

  public init(
    in cache: String, lifetime: JitteredLifetime? = nil, isCoalesced: Bool = false,
    timeout: TimeSpan? = nil, onFailure: CacheFailure = .miss, otherwise: [Step]
  ) {
    self.cache = cache
    self.lifetime = lifetime
    self.isCoalesced = isCoalesced
    self.timeout = timeout
    self.onFailure = onFailure
    self.otherwise = otherwise
  }
}
