/// What a name must name where it is written.
enum NameSort {
  /// What can be called and answers: a gateway, balancer, service or database.
  case callable
  case cache
  case queue
  case pool
  case service
  case external
  case database
  case component

  /// What can keep the state of a limit: a cache, or whatever can be called.
  case store

  case client

  /// A client or a component: whoever calls.
  case anyone

  /// The word of a sentence such as `no cache is named 'x'`.
  var word: String {
    switch self {
    case .callable, .component, .store: "component"
    case .cache: "cache"
    case .queue: "queue"
    case .pool: "pool"
    case .service: "service"
    case .external: "external"
    case .database: "database"
    case .client: "client"
    case .anyone: "client or component"
    }
  }

  /// The word with its article.
  var phrase: String { self == .external ? "an \(word)" : "a \(word)" }
}
