public import Resilience
public import TimeBase

/// Writing what a request is about to where it is kept, and to a cache.
public struct CachedWrite: Hashable, Sendable {
  /// Writes that wait to be made.
  public struct Buffer: Hashable, Sendable {
    /// How long a write waits, at most.
    public var delay: TimeSpan

    /// The most keys that are written at once.
    public var batch: Int

    /// Keys that may wait; further ones are written at once.
    public var capacity: Int

    public init(delay: TimeSpan = .seconds(1), batch: Int = 100, capacity: Int = 10_000) {
      self.delay = delay
      self.batch = batch
      self.capacity = capacity
    }
  }

  public var cache: String
  public var strategy: WriteStrategy

  /// Of what is set in the cache; `nil` until it is evicted.
  public var lifetime: JitteredLifetime?

  /// Of write-behind.
  public var buffer: Buffer

  /// The longest wait for the cache; `nil` waits forever.
  public var timeout: TimeSpan?
  public var onFailure: CacheFailure

  /// What makes the write.
  public var steps: [Step]

  public init(
    in cache: String, by strategy: WriteStrategy, lifetime: JitteredLifetime? = nil,
    buffer: Buffer = Buffer(), timeout: TimeSpan? = nil, onFailure: CacheFailure = .miss,
    steps: [Step]
  ) {
    self.cache = cache
    self.strategy = strategy
    self.lifetime = lifetime
    self.buffer = buffer
    self.timeout = timeout
    self.onFailure = onFailure
    self.steps = steps
  }
}
