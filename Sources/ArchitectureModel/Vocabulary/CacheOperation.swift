public import Resilience
public import TimeBase

/// One operation of a cache on the key that a request is about.
public struct CacheOperation: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case get
    case set
    case delete

    /// Adds 1 to a counter, which is there from then on; `then` is for counts above the limit.
    case increment(above: Int)
  }

  public var action: Action
  public var cache: String

  /// Of what is set, and of a counter from its first increment on.
  public var lifetime: JitteredLifetime?

  /// The longest wait for the cache; `nil` waits forever.
  public var timeout: TimeSpan?

  /// What is done if the key is there, or the counter above its limit.
  public var then: [Step]
  public var otherwise: [Step]

  /// What is done if the cache does not answer; `nil` ends the handler with the same failure.
  public var onFailure: [Step]?

  public init(
    _ action: Action, in cache: String, lifetime: JitteredLifetime? = nil,
    timeout: TimeSpan? = nil, then: [Step] = [], otherwise: [Step] = [], onFailure: [Step]? = nil
  ) {
    self.action = action
    self.cache = cache
    self.lifetime = lifetime
    self.timeout = timeout
    self.then = then
    self.otherwise = otherwise
    self.onFailure = onFailure
  }
}

extension CacheOperation.Action {
  /// The key of such a step.
  public var word: String {
    switch self {
    case .get: "get"
    case .set: "set"
    case .delete: "delete"
    case .increment: "increment"
    }
  }
}
