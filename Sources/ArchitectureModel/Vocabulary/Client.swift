public import EventEngine

/// A population that sends requests, and what it does when they fail.
public struct Client: Hashable, Sendable {
  public var name: String
  public var load: Load
  public var call: CallPolicy

  /// How long a request is waited for in all, from its intended start, with every attempt and every
  /// wait between; `nil` for as long as it takes.
  public var patience: Distribution?

  /// Requests of an open client that may be under way at once; others wait in the client's own line.
  /// `nil` for any number.
  public var connections: Int?

  /// Distinct client addresses; what a limit per address sees.
  public var addresses: Int

  /// Clients of the same place share their addresses; `nil` for addresses of its own.
  public var addressSpace: String?

  /// Where it stands; `nil` for nowhere in particular.
  public var zone: String?

  /// Whether each user has an address of its own, which all its requests come from.
  public var hasAddressPerUser = false

  /// How often each address is used; `nil` if all are alike.
  public var addressPopularity: KeyDistribution?

  /// On whose behalf requests are sent; `nil` if all are sent for the same.
  public var tenants: KeyDistribution?

  /// What tokens requests carry.
  public var tokens: TokenShares

  /// How tokens age; `nil` if they never do.
  public var tokenLife: TokenLife?

  /// What clients remember of answers; `nil` for nothing.
  public var browser: Browser?

  /// Share of the requests that come over TLS.
  public var secureShare: Double

  /// What users and sessions do, sorted by name; empty if each request is chosen from the mix by itself.
  public var tasks: [Task]

  /// Sorted by name; never empty.
  public var requests: [Request]

  public init(
    name: String, load: Load, call: CallPolicy, patience: Distribution? = nil,
    connections: Int? = nil, addresses: Int = 1, addressPopularity: KeyDistribution? = nil,
    tenants: KeyDistribution? = nil, tokens: TokenShares = TokenShares(), secureShare: Double = 0,
    tasks: [Task] = [], requests: [Request]
  ) {
    self.name = name
    self.load = load
    self.call = call
    self.patience = patience
    self.connections = connections
    self.addresses = addresses
    self.addressPopularity = addressPopularity
    self.tenants = tenants
    self.tokens = tokens
    self.secureShare = secureShare
    self.tasks = tasks
    self.requests = requests
  }
}
