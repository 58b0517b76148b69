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
  }

  public var name: String
  public var kind: Kind

  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension Component.Kind {
  /// The service of which each process has such a component to itself; `nil` for what all share.
  public var owner: String? {
    switch self {
    case .pool(let pool): pool.owner
    case .cache(let cache): cache.owner
    case .gateway, .balancer, .service, .queue, .database: nil
    }
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
    }
  }

  public static let words = [
    "gateway", "balancer", "service", "cache", "queue", "database", "pool",
  ]
}
