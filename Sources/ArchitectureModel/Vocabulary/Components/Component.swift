/// Something that receives calls.
public struct Component: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case gateway(Gateway)
    case balancer(Balancer)
    case service(Service)
    case cache(Cache)
    case queue(Queue)
    case database(Database)
    case pool(Pool)
    case external(External)
  }

  public var name: String
  public var kind: Kind

  /// Where its instances stand, one after the other and again from the first; empty for nowhere in
  /// particular.
  public var zones: [String]

  public init(name: String, kind: Kind, zones: [String] = []) {
    self.name = name
    self.kind = kind
    self.zones = zones
  }
}

extension Component.Kind {
  /// The service of which each process has such a component to itself; `nil` for what all share.
  public var owner: String? {
    switch self {
    case .pool(let pool): pool.owner
    case .cache(let cache): cache.owner
    case .queue(let queue): queue.owner
    case .gateway, .balancer, .service, .database, .external: nil
    }
  }

  /// The same of what is in a process, and not only in an instance, of that service.
  public var processOwner: String? {
    if case .queue(let queue) = self, queue.scope == .instance { nil } else { owner }
  }

  /// The word that a model file writes after `"kind"`.
  public var word: String {
    switch self {
    case .gateway: "gateway"
    case .balancer: "balancer"
    case .service: "service"
    case .cache: "cache"
    case .queue: "queue"
    case .database: "database"
    case .pool: "pool"
    case .external: "external"
    }
  }

  public static let words = [
    "gateway", "balancer", "service", "cache", "queue", "database", "pool", "external",
  ]
}
