import EventEngine
import TimeBase

extension ModelReader {
  func client(named name: String, _ node: Node) -> Client? {
    guard let reader = ObjectReader(node, as: "client", in: self) else { return nil }
    let requests = requests(reader)
    let token = reader.object("token", as: "token")
    var client = Client(
      name: name, load: load(reader, of: requests), call: callPolicy(reader, calling: "calls"),
      patience: reader.distribution("patience"), connections: reader.whole("connections"),
      tenants: reader.object("tenant", as: "keys").flatMap(keys),
      tokens: token.map(tokens) ?? Client.TokenShares(),
      secureShare: reader.value("scheme").flatMap(secureShare) ?? 0,
      tasks: tasks(reader, of: requests), requests: requests)
    if let node = reader.value("addresses") { setAddresses(of: &client, node, reader) }
    client.addressSpace = reader.text("behind")
    client.zone = reader.value("zone").flatMap(zoneName)
    client.tokenLife = token.flatMap(tokenLife)
    client.browser = reader.object("browser", as: "browser").map(browser)
    checkMemory(of: client, reader)
    checkCompany(reader)
    return client
  }

  private func load(_ reader: ObjectReader, of requests: [Client.Request]) -> Client.Load {
    let arrivals = reader.object("arrivals", as: "arrivals").map {
      self.arrivals($0, of: requests)
    }
    let sessions = reader.object("sessions", as: "sessions").map(sessions)
    let users = reader.whole("users")
    let think = reader.distribution("think")
    let spawn = reader.rate("spawn")
    let pace = reader.span("pace")
    let total = reader.whole("total")
    if reader.has("users"), !reader.has("think") {
      report(
        .missingKey("think", hint: "users think between requests; write \"0s\" if they do not"),
        at: reader.node)
    }
    let (first, end) = (reader.span("joinAt"), reader.span("leaveAt"))
    if let first, let end, end <= first {
      report(.rule("users who leave at \(end) cannot join at \(first)"), at: reader.node)
    }
    if let users {
      var users = Client.Users(users, think: think ?? .none, spawn: spawn, pace: pace, total: total)
      users.first = first ?? .zero
      users.end = end
      return .closed(users)
    }
    return sessions.map { .sessions($0) }
      ?? .open(arrivals ?? Client.Arrivals(.poisson(.perSecond(1))))
  }

  private func sessions(_ reader: ObjectReader) -> Client.Sessions {
    let arrivals = reader.object("arrivals", as: "arrivals").map {
      self.arrivals($0, of: nil)
    }
    return Client.Sessions(
      arrivals ?? Client.Arrivals(.poisson(.perSecond(1))),
      length: reader.value("requests").flatMap(count) ?? .constant(1),
      think: reader.distribution("think") ?? .none)
  }

  /// Reports keys that mean nothing for clients of this sort.
  private func checkCompany(_ reader: ObjectReader) {
    if !reader.has("users") {
      if reader.has("think") {
        report(
          .rule(
            reader.has("sessions")
              ? "'think' of sessions stands among their own keys"
              : "'think' belongs to 'users'; arrivals do not wait"), at: reader.node)
      }
      for key in ["spawn", "pace", "total", "joinAt", "leaveAt"] where reader.has(key) {
        report(.rule("'\(key)' belongs to 'users'"), at: reader.node)
      }
    }
    if reader.has("connections"), !reader.has("arrivals") {
      report(
        .rule("'connections' belongs to 'arrivals'; users and sessions wait for answers anyway"),
        at: reader.node)
    }
    if reader.has("tasks"), reader.has("arrivals") {
      report(
        .rule("'tasks' belongs to 'users' and 'sessions'; arrivals are single requests"),
        at: reader.node)
    }
  }

  // MARK: Traits

  private func setAddresses(of client: inout Client, _ node: Node, _ reader: ObjectReader) {
    if node.value.text == "perUser" {
      client.hasAddressPerUser = true
      if case .closed(let users) = client.load {
        client.addresses = users.count
      } else {
        report(.rule("only \"users\" can have addresses of their own"), at: node)
      }
      return
    }
    guard node.value.members != nil else {
      client.addresses = whole(node, reader.field("addresses").value) ?? 1
      return
    }
    guard let keys = ObjectReader(node, as: "keys", in: self).flatMap(keys) else { return }
    client.addresses = Int(keys.keyCount)
    client.addressPopularity = keys
  }

  private func tokens(_ reader: ObjectReader) -> Client.TokenShares {
    let shares = Client.TokenShares(
      expired: reader.share("expired") ?? 0, missing: reader.share("missing") ?? 0)
    if shares.expired + shares.missing > 1 {
      report(.rule("more than 100% of the tokens are expired or missing"), at: reader.node)
    }
    return shares
  }

  private func secureShare(_ node: Node) -> Double? {
    if node.value.text == "https" { return 1 }
    if node.value.text == "http" { return 0 }
    return share(node, .either([.choice(["http", "https"]), .share]))
  }
}
