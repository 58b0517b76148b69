import TimeBase

extension ModelReader {
  func network(_ reader: ObjectReader) -> Network {
    guard let reader = reader.object("network", as: "network") else { return Network() }
    var network = Network(latency: reader.span("latency") ?? .zero)
    let links = reader.list("links") ?? []
    guard links.count <= Self.mostLinks else {
      report(
        .rule("\(links.count) are too many; the limit is \(Self.mostLinks)"),
        at: ["network", "links"],
        from: reader.node.value.origin)
      return network
    }
    for node in links {
      guard let reader = ObjectReader(node, as: "link", in: self) else { continue }
      let from = reader.name("from", of: .anyone)
      let to = reader.name("to", of: .component)
      let latency = reader.span("latency")
      guard let from, let to, let latency else { continue }
      if network.links.contains(where: { $0.from == from && $0.to == to }) {
        report(.rule("the link from '\(from)' to '\(to)' is already there"), at: node)
      }
      network.links.append(Network.Link(from: from, to: to, latency: latency))
    }
    return network
  }

  private static let mostLinks = 10_000

  /// Looks at the form of every scenario; what it says is read when it is applied.
  func readScenarios(_ reader: ObjectReader) {
    for entry in reader.map("scenarios") ?? [] {
      guard let scenario = ObjectReader(entry.node, as: "scenario", in: self) else { continue }
      _ = scenario.text("about")
      checkExtension(of: entry.name, scenario)
      _ = scenario.map("set")
      _ = scenario.list("faults")
      _ = scenario.list("expect")
    }
  }

  /// Scenarios extend others that exist, and never themselves.
  private func checkExtension(of name: String, _ scenario: ObjectReader) {
    guard let node = scenario.value("extends") else { return }
    let known = (root["scenarios"]?.members ?? []).map(\.key)
    for element in node.elements ?? [node] {
      guard let other = text(element) else { continue }
      if !known.contains(other) {
        let suggestion = Spelling.nearest(to: other, among: known)
        report(.unknownName(other.shortened, sort: "scenario", suggestion: suggestion), at: element)
      } else if ModelVariant.layers(of: other, in: root).contains(name) {
        report(.rule("'\(name.shortened)' would extend itself"), at: element)
      }
    }
  }
}
