/// How much one client lets another cluster do at once, by the rules of what Envoy calls circuit
/// breakers: four counts with a limit each, and nothing that opens or closes.
///
///     guard limits.acquire(.request) else { answer 503 at once }
///     …
///     limits.release(.request)
///
/// Envoy keeps one such set for each cluster and priority. What is over the limit fails at once.
///
/// - SeeAlso: Envoy, *Circuit breaking*.
@frozen
public struct EnvoyLimits: BitwiseCopyable, Hashable, Sendable {
  /// What is counted.
  @frozen
  public enum Resource: BitwiseCopyable, Hashable, Sendable, CaseIterable {
    case connection

    /// A request that waits for a connection.
    case pendingRequest

    /// A request that is under way.
    case request

    /// A retry that is under way or waits for its turn.
    case retry
  }

  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    public var connections: Int
    public var pendingRequests: Int
    public var requests: Int

    /// The limit on retries, unless there is a ``retryBudget``.
    public var retries: Int

    /// Bounds the retries by the requests instead of by ``retries``.
    public var retryBudget: ConcurrentRetryBudget.Policy?

    /// Envoy's defaults.
    public init(
      connections: Int = 1024, pendingRequests: Int = 1024, requests: Int = 1024, retries: Int = 3,
      retryBudget: ConcurrentRetryBudget.Policy? = nil
    ) {
      self.connections = connections
      self.pendingRequests = pendingRequests
      self.requests = requests
      self.retries = retries
      self.retryBudget = retryBudget
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      let limits = [
        ("connections", connections), ("pending requests", pendingRequests), ("requests", requests),
        ("retries", retries),
      ]
      for (name, limit) in limits where !(0...1_000_000_000).contains(limit) {
        return "a limit of \(limit) \(name) is not in 0...1000000000"
      }
      return retryBudget?.problem
    }
  }

  public let policy: Policy

  private var connections = 0
  private var pendingRequests = 0
  private var requests = 0
  private var retries = 0

  /// How often something was over its limit.
  public private(set) var overflowCount = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
  }

  /// How many of a kind there are.
  public func count(of resource: Resource) -> Int {
    switch resource {
    case .connection: connections
    case .pendingRequest: pendingRequests
    case .request: requests
    case .retry: retries
    }
  }

  /// How many of a kind there may be now. Only that of retries under a budget ever changes.
  public func limit(of resource: Resource) -> Int {
    switch resource {
    case .connection: policy.connections
    case .pendingRequest: policy.pendingRequests
    case .request: policy.requests
    case .retry:
      policy.retryBudget?.limit(underWay: requests + pendingRequests) ?? policy.retries
    }
  }

  /// Takes one more, if there is room.
  public mutating func acquire(_ resource: Resource) -> Bool {
    guard count(of: resource) < limit(of: resource) else {
      overflowCount += 1
      return false
    }
    change(resource, by: 1)
    return true
  }

  /// Gives one back.
  ///
  /// - Precondition: One was taken and not given back.
  public mutating func release(_ resource: Resource) {
    let count = count(of: resource)
    precondition(count > 0, "a \(resource) was given back, and \(count) are taken")
    change(resource, by: -1)
  }

  private mutating func change(_ resource: Resource, by difference: Int) {
    switch resource {
    case .connection: connections += difference
    case .pendingRequest: pendingRequests += difference
    case .request: requests += difference
    case .retry: retries += difference
    }
  }
}
