import ArchitectureModel

extension Pair.Kind {
  /// The word for it in a model file; clients are no components.
  var word: String? {
    switch self {
    case .client: nil
    case .gateway, .filters: "gateway"
    case .balancer: "balancer"
    case .service, .health, .stores, .guarding: "service"
    case .cache: "cache"
    case .queue, .broker: "queue"
    case .database, .file, .rows, .pooled: "database"
    case .pool: "pool"
    case .external: "external"
    }
  }

  /// Whether it does what handlers do, steps of which some go to others than who answers requests.
  var hasSteps: Bool {
    switch self {
    case .service, .health, .stores, .guarding, .queue, .broker: true
    case .client, .gateway, .filters, .balancer, .cache, .database, .file, .rows, .pooled,
      .pool, .external:
      false
    }
  }

  func canCall(_ callee: Self) -> Bool {
    guard callee != .client else { return false }
    switch self {
    case .cache, .database, .file, .rows, .pooled, .pool, .external: return false
    case .client, .gateway, .filters, .balancer:
      switch callee {
      case .cache, .queue, .broker, .pool: return false
      default: return true
      }
    case .service, .health, .stores, .guarding, .queue, .broker: return true
    }
  }

  func canSuffer(_ kind: Fault.Kind) -> Bool {
    guard let word else { return kind == .herd }
    switch kind {
    case .refusal, .hang: return true
    case .lock: return self == .file
    case .readOnly: return self == .file || self == .rows
    case .crash: return ["gateway", "service", "cache", "queue", "database"].contains(word)
    case .slow, .errors, .quickErrors, .freeze: return word != "balancer" && word != "pool"
    case .flush, .partialFlush: return word == "cache"
    case .delay, .partition, .loss: return word != "pool"
    case .brownout where self == .pooled, .stall where self == .pooled: return false
    case .brownout: return ["service", "queue", "database"].contains(word)
    case .deploy: return word == "service"
    case .stall: return word == "database" || word == "pool"
    case .herd: return false
    case .skew: return self == .cache || self == .filters
    case .slowNames, .namelessness: return self == .external
    case .zoneOutage, .zonePartition: return word != "external" && word != "pool"
    }
  }
}
