import EventEngine
import TimeBase

extension ModelReader {
  func network(_ reader: ObjectReader) -> Network {
    guard let reader = reader.object("network", as: "network") else { return Network() }
    var (latency, line) = line(reader, inheriting: (.zero, Network.Line()))
    var network = Network(latency: latency)
    network.line = line
    network.zones = reader.object("zones", as: "networkZones").map(networkZones) ?? Network.Zones()
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
      (latency, line) = self.line(reader, inheriting: (network.latency, network.line))
      guard let from, let to else { continue }
      if network.links.contains(where: { $0.from == from && $0.to == to }) {
        report(.rule("the link from '\(from)' to '\(to)' is already there"), at: node)
      }
      var link = Network.Link(from: from, to: to, latency: latency)
      link.line = line
      network.links.append(link)
    }
    return network
  }

  private static let mostLinks = 10_000

  /// What a hop does to messages; what is not said is as it is with other hops.
  private func line(
    _ reader: ObjectReader, inheriting other: (latency: TimeSpan, line: Network.Line)
  ) -> (latency: TimeSpan, line: Network.Line) {
    var (latency, line) = other
    if let distribution = reader.distribution("latency") {
      if case .constant(let span) = distribution {
        (latency, line.latency) = (span, nil)
      } else {
        latency = TimeSpan(roundingNanoseconds: distribution.mean)
        line.latency = distribution
      }
    }
    line.bandwidth = reader.value("bandwidth").flatMap { bandwidth($0) } ?? line.bandwidth
    line.isShared = reader.boolean("shared") ?? line.isShared
    line.loss = reader.share("loss") ?? line.loss
    if line.loss == 1, let node = reader.value("loss") {
      report(.rule("a hop that loses everything is a partition, which is a fault"), at: node)
    }
    if reader.has("shared"), line.bandwidth == nil {
      report(.rule("'shared' belongs to 'bandwidth'"), at: reader.node)
    }
    return (latency, line)
  }

  private func bandwidth(_ node: Node) -> Int64? {
    guard let bytes = size(node, .size) else { return nil }
    if bytes == 0 { report(.rule("nothing gets through 0 bytes a second"), at: node) }
    return max(1, bytes)
  }

  /// Looks at the form of every scenario; what it says is read when it is applied.
  func readScenarios(_ reader: ObjectReader) {
    guard readsScenarios else {
      _ = reader.value("scenarios")
      return
    }
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
