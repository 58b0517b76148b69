import Resilience
import TimeBase

/// What clients remember between their requests.
extension ModelReader {
  func browser(_ reader: ObjectReader) -> Client.Browser {
    let standard = Client.Browser()
    let browser = Client.Browser(
      redirects: reader.whole("redirects") ?? standard.redirects,
      heedsHSTS: reader.boolean("hsts") ?? standard.heedsHSTS,
      crossOrigin: reader.share("crossOrigin") ?? standard.crossOrigin,
      origin: reader.text("origin") ?? standard.origin,
      preflightCap: reader.value("preflightCache").flatMap(preflightCap) ?? standard.preflightCap)
    guard !reader.has("crossOrigin") else { return browser }
    for key in ["origin", "preflightCache"] where reader.has(key) {
      report(
        .rule("'\(key)' is about pages of another origin; say \"crossOrigin\""), at: reader.node)
    }
    return browser
  }

  private func preflightCap(_ node: Node) -> TimeSpan? {
    let known = ModelShapes.preflightCaches.first { $0.word == node.value.text }
    if let known { return known.cap }
    return spanOrWord(node, ModelShapes.preflightCache)
  }

  func tokenLife(_ reader: ObjectReader) -> Client.TokenLife? {
    let (lifetime, validAfter) = (reader.span("lifetime"), reader.span("validAfter"))
    let refresh = reader.object("refresh", as: "refresh").map(refresh)
    if !reader.has("lifetime") {
      for key in ["validAfter", "refresh"] where reader.has(key) {
        report(.rule("'\(key)' is about tokens that age; say \"lifetime\""), at: reader.node)
      }
    }
    guard let lifetime else { return nil }
    if let early = refresh?.early, early >= lifetime {
      report(
        .rule("a token that lives for \(lifetime) cannot be renewed \(early) before its end"),
        at: reader.node)
    }
    return Client.TokenLife(
      lifetime: lifetime, validAfter: validAfter ?? .zero, refresh: refresh)
  }

  private func refresh(_ reader: ObjectReader) -> Client.TokenLife.Refresh {
    Client.TokenLife.Refresh(
      callPolicy(reader, calling: "calls"), as: reader.text("as") ?? "POST /token",
      early: reader.span("early") ?? .zero, afterRejection: reader.boolean("after401") ?? false)
  }

  /// Reports what a client that remembers cannot be.
  func checkMemory(of client: Client, _ reader: ObjectReader) {
    guard client.browser != nil || client.tokenLife != nil else { return }
    let word = client.browser != nil ? "browser" : "lifetime"
    if client.call.hedge != nil {
      report(
        .rule("'hedge' and '\(word)' exclude each other: copies share nothing that is remembered"),
        at: reader.node)
    }
    if case .open(let arrivals) = client.load, case .replay = arrivals.process {
      report(
        .rule("requests of a log are of nobody who remembers; leave '\(word)' out"),
        at: reader.node)
    }
  }

  /// Reports a figure of clients that do nothing by themselves.
  func checkBrowser(
    _ metric: Expectation.Metric, of subject: String, _ reader: ObjectReader, _ clients: [Client]
  ) {
    guard case .browser = metric,
      let client = clients.first(where: { $0.name == subject }),
      client.browser == nil, client.tokenLife == nil, let node = reader.value("of")
    else { return }
    report(
      .rule("'\(subject)' has no \"browser\", and no \"token\" with a \"lifetime\""), at: node)
  }

  // MARK: Requests

  /// The host of a request's URL.
  func host(_ node: Node) -> String? {
    guard let text = text(node) else { return nil }
    guard case .name(let name)? = try? HostText(text), name == text else {
      reportUnexpected(node, "the name of a host in lower case such as \"api.example.org\"")
      return nil
    }
    return text
  }

  func headers(_ reader: ObjectReader) -> [CrossOriginRequest.Header] {
    (reader.map("headers") ?? []).compactMap { entry in
      text(entry.node).map { CrossOriginRequest.Header(entry.name, $0) }
    }
  }
}
