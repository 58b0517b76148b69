import EventEngine
import TimeBase

extension ModelReader {
  func client(named name: String, _ node: Node) -> Client? {
    guard let reader = ObjectReader(node, as: "client", in: self) else { return nil }
    return Client(
      name: name, load: load(reader), call: callPolicy(reader, calling: "calls"),
      addresses: reader.whole("addresses") ?? 1, requests: requests(reader))
  }

  private func load(_ reader: ObjectReader) -> Client.Load {
    let arrivals = reader.object("arrivals", as: "arrivals").map(arrivals)
    let users = reader.whole("users")
    let think = reader.distribution("think")
    if reader.has("users"), !reader.has("think") {
      report(
        .missingKey("think", hint: "users think between requests; write \"0s\" if they do not"),
        at: reader.node)
    }
    if reader.has("think"), !reader.has("users") {
      report(.rule("'think' belongs to 'users'; arrivals do not wait"), at: reader.node)
    }
    if let users { return .closed(users: users, think: think ?? .none) }
    return .open(arrivals ?? Client.Arrivals(.poisson(.perSecond(1))))
  }

  private func arrivals(_ reader: ObjectReader) -> Client.Arrivals {
    let poisson = reader.rate("poisson").map { Client.Arrivals.Process.poisson($0) }
    let constant = reader.rate("constant").map { Client.Arrivals.Process.constant($0) }
    let renewal = reader.value("interarrival").flatMap(interarrival)
    let first = reader.span("first")
    if reader.has("first"), !reader.has("constant") {
      report(.rule("'first' belongs to 'constant'; other arrivals are random"), at: reader.node)
    }
    let process = poisson ?? constant ?? renewal.map { .interarrival($0) }
    return Client.Arrivals(
      process ?? .poisson(.perSecond(1)), first: first ?? .zero, limit: reader.whole("limit"))
  }

  private func interarrival(_ node: Node) -> Distribution? {
    guard let distribution = distribution(node) else { return nil }
    if distribution.problem == nil, distribution.mean <= 0 {
      report(.rule("requests with no time between them would never end"), at: node)
    }
    return distribution
  }

  private func requests(_ reader: ObjectReader) -> [Client.Request] {
    let fallback = [Client.Request(name: Client.defaultRequest)]
    guard let node = reader.value("requests"),
      let entries = map(node, reader.field("requests").value)
    else { return fallback }
    let requests = entries.compactMap { entry in
      ObjectReader(entry.node, as: "request", in: self).map { request(named: entry.name, $0) }
    }
    if entries.isEmpty {
      report(.rule("a mix without requests sends nothing"), at: node)
    } else if requests.allSatisfy({ $0.weight == 0 }) {
      report(.rule("the weights of all requests are 0; at least one must be more"), at: node)
    }
    return requests.isEmpty ? fallback : requests
  }

  private func request(named name: String, _ reader: ObjectReader) -> Client.Request {
    if name == "*" {
      report(
        .rule("'*' stands for every name in handlers and cannot name a request"), at: reader.node)
    }
    return Client.Request(
      name: name, weight: reader.number("weight") ?? 1,
      key: reader.object("key", as: "keys").flatMap(keys))
  }

  private func keys(_ reader: ObjectReader) -> KeyDistribution? {
    let uniform = reader.whole("uniform").map { KeyDistribution.uniform(keys: Int64($0)) }
    let zipf = reader.object("zipf", as: "zipf").map {
      KeyDistribution.zipf(
        keys: Int64($0.whole("keys") ?? 1), exponent: $0.number("exponent") ?? 1)
    }
    let hotShare = reader.object("hotShare", as: "hotShare").flatMap(hotShare)
    return zipf ?? uniform ?? hotShare
  }

  private func hotShare(_ reader: ObjectReader) -> KeyDistribution? {
    let (keys, hot) = (reader.whole("keys"), reader.whole("hot"))
    let share = reader.share("share")
    guard let keys, let hot, let share else { return nil }
    guard hot < keys else {
      report(.rule("\(hot) hot keys leave none of \(keys) for the rest"), at: reader.node)
      return nil
    }
    return .hotShare(keys: Int64(keys), hotKeys: Int64(hot), share: share)
  }
}

extension Client {
  /// The name of the only kind of request of a client that lists none.
  static let defaultRequest = "request"
}
