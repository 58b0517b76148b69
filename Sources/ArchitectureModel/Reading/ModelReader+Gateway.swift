import EventEngine
import Resilience
import TimeBase

extension ModelReader {
  func gateway(_ reader: ObjectReader) -> Gateway {
    let zones = (reader.map("zones") ?? []).compactMap { entry in
      limit(entry.node).map { Gateway.Zone(name: entry.name, limit: $0) }
    }
    var gateway = Gateway(
      work: reader.distribution("work"),
      bearer: reader.object("bearer", as: "bearer").map(bearer),
      limits: (reader.list("limits") ?? []).compactMap(limit),
      charging: reader.word("charging").flatMap { word in
        ModelShapes.chargings.first { $0.word == word }?.charging
      } ?? .inOrder,
      zones: zones, filters: reader.steps("filters") ?? [],
      routes: (reader.map("routes") ?? []).compactMap { entry in
        ObjectReader(entry.node, as: "route", in: self).map { route(entry.name, $0) }
      },
      call: reader.has("calls") ? callPolicy(reader, calling: "calls") : nil)
    gateway.setsForwardedProto = reader.word("forwardedProto") == "sets"
    if gateway.charging == .allOrNothing, gateway.limits.contains(where: { $0.cost != 1 }) {
      report(
        .rule("limits that are charged together charge 1 each; leave 'cost' out"), at: reader.node)
    }
    if !reader.has("calls") { checkIsComplete(gateway, reader) }
    return gateway
  }

  func bearer(_ reader: ObjectReader) -> Gateway.Bearer {
    var bearer = Gateway.Bearer(
      work: reader.distribution("work") ?? .none, missing: reader.share("missing") ?? 0,
      acceptsAny: reader.word("accepts") == "any", status: reader.whole("status") ?? 401,
      isEnabled: reader.boolean("enabled") ?? true)
    bearer.check.leeway = reader.span("leeway") ?? .zero
    bearer.check.maximumAge = reader.span("maximumAge")
    bearer.clockAhead = clockAhead(reader)
    return bearer
  }

  /// A gateway without an upstream of its own needs routes that have one, or answer.
  private func checkIsComplete(_ gateway: Gateway, _ reader: ObjectReader) {
    for key in ModelShapes.callPolicyFields.map(\.key) where reader.has(key) {
      report(.rule("'\(key)' belongs to 'calls'"), at: reader.node)
    }
    guard !reader.has("routes") else { return }
    report(.missingKey("calls", hint: "or \"routes\""), at: reader.node)
  }

  private func route(_ name: String, _ reader: ObjectReader) -> Gateway.Route {
    let exact = reader.text("exact")
    let prefix = reader.text("prefix")
    let route = Gateway.Route(
      name: name, place: exact.map { .exact($0) } ?? .prefix(prefix ?? "/"),
      methods: (reader.list("methods") ?? []).compactMap(method),
      filters: reader.steps("filters") ?? [], stripsPrefix: reader.boolean("strip") ?? false,
      newName: reader.text("as"), answer: reader.whole("answer"),
      call: reader.has("calls") ? callPolicy(reader, calling: "calls") : nil)
    if !reader.has("calls") {
      for key in ModelShapes.callPolicyFields.map(\.key) where reader.has(key) {
        report(.rule("'\(key)' belongs to 'calls'"), at: reader.node)
      }
    }
    if route.answer != nil, ["calls", "strip", "as"].contains(where: reader.has) {
      report(.rule("what 'answer' answers goes nowhere; leave the rest out"), at: reader.node)
    }
    if reader.has("strip"), exact != nil || route.newName != nil, let node = reader.value("strip") {
      report(.rule("'strip' is for a prefix, and excludes 'as'"), at: node)
    }
    return route
  }

  private func method(_ node: Node) -> String? {
    guard let word = text(node) else { return nil }
    guard !word.isEmpty, word.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      reportUnexpected(node, "a method such as \"GET\"")
      return nil
    }
    return word
  }
}
