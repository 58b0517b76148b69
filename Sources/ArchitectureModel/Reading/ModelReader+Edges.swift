import Resilience
import TimeBase

/// What stands at the edge of a system besides limits: schemes, origins, connections.
extension ModelReader {
  func httpsStep(_ reader: ObjectReader) -> Step {
    let redirect = reader.value("httpsRedirect").flatMap(redirect)
    let age = wholeSeconds("hsts", reader)
    let includesSubDomains = reader.boolean("includeSubDomains")
    if includesSubDomains != nil, !reader.has("hsts") {
      report(.rule("'includeSubDomains' belongs to 'hsts'"), at: reader.node)
    }
    return .secure(
      HTTPSFilter(
        redirect: redirect, by: reader.choice("by") ?? .scheme,
        trustsProxy: reader.boolean("trustsProxy") ?? false,
        policy: age.map {
          HSTSPolicy(maxAge: $0, includesSubDomains: includesSubDomains ?? false)
        }))
  }

  /// `nil` for nobody.
  private func redirect(_ node: Node) -> HTTPSRedirect? {
    guard node.value.text == nil else {
      _ = word(node, ModelShapes.redirect)
      return nil
    }
    return whole(node, ModelShapes.redirect).flatMap { HTTPSRedirect(rawValue: UInt16($0)) }
  }

  func crossOriginStep(_ reader: ObjectReader) -> Step? {
    reader.object("cors", as: "cors").map { reader in
      .crossOrigin(
        CrossOriginFilter(
          origins: reader.list("origins")?.compactMap(text),
          maxAge: wholeSeconds("maxAge", reader), status: reader.whole("status") ?? 204))
    }
  }

  /// - Parameter target: Whom it leads to; `nil` if that is a service for sure.
  func connection(_ reader: ObjectReader, to target: String? = nil) -> Connection {
    if let node = reader.value("tlsWork") { checkHandshake(node, reader, target) }
    return Connection(
      timeout: reader.span("timeout"), encryption: reader.choice("tls") ?? .none,
      handshakeWork: reader.distribution("tlsWork"),
      keepAlive: reader.object("keepAlive", as: "keepAlive").map(keepAlive))
  }

  private func checkHandshake(_ node: Node, _ reader: ObjectReader, _ target: String?) {
    if reader.choice("tls") ?? Connection.Encryption.none == .none {
      report(.rule("'tlsWork' needs 'tls': without it nothing is agreed on"), at: node)
    }
    guard let target, let kind = names.kind(of: target),
      ["balancer", "pool", "external"].contains(kind)
    else { return }
    report(
      .rule("'\(target)' is \(kind.hasPrefix("e") ? "an" : "a") \(kind), which computes nothing"),
      at: node)
  }

  private func keepAlive(_ reader: ObjectReader) -> KeepAliveCache.Policy {
    let standard = KeepAliveCache.Policy()
    return KeepAliveCache.Policy(
      idleLimit: reader.whole("idle") ?? standard.idleLimit,
      idleTimeout: reader.span("timeout") ?? standard.idleTimeout,
      callLimit: reader.whole("requests") ?? standard.callLimit)
  }

  /// What headers of HTTP count in whole seconds.
  func wholeSeconds(_ key: String, _ reader: ObjectReader) -> TimeSpan? {
    guard let span = reader.span(key) else { return nil }
    if let node = reader.value(key) { checkSeconds(span, node) }
    return span
  }

  private func checkSeconds(_ span: TimeSpan, _ node: Node) {
    guard span.nanoseconds % 1_000_000_000 != 0 else { return }
    report(.rule("the header counts whole seconds, not \(span)"), at: node)
  }

  /// What an answer says about when to come back.
  func retryAfter(_ node: Node) -> Gateway.RetryAfterHint? {
    guard node.value.text != "computed" else { return .computed }
    guard let span = spanOrWord(node, ModelShapes.retryAfter) else { return nil }
    checkSeconds(span, node)
    return .after(span)
  }

  /// A time where also words may stand, none of which this is: a text without a digit was meant to be
  /// one of them.
  func spanOrWord(_ node: Node, _ shape: ValueShape) -> TimeSpan? {
    guard let text = node.value.text, !text.contains(where: \.isNumber) else {
      return span(node, shape)
    }
    reportUnexpected(node, shape, suggestion: Spelling.nearest(to: text, among: shape.words))
    return nil
  }

  /// How far the clock of a check is ahead of that of the issuer.
  func clockAhead(_ reader: ObjectReader) -> TimeSpan {
    let (ahead, behind) = (reader.span("clockAhead"), reader.span("clockBehind"))
    if ahead != nil, behind != nil {
      report(.rule("'clockAhead' and 'clockBehind' exclude each other"), at: reader.node)
    }
    return (ahead ?? .zero) - (behind ?? .zero)
  }
}
