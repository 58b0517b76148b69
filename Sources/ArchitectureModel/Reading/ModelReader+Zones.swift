import EventEngine
import Resilience

/// Where instances and clients stand, and what lies between these places.
extension ModelReader {
  /// Where the instances of a component stand, one after the other; empty for nowhere in particular.
  func zones(_ reader: ObjectReader, of kind: Component.Kind) -> [String] {
    guard reader.shape.field("zone") != nil else { return [] }
    let single = reader.value("zone")
    let several = kind.canStandInSeveralZones ? reader.list("zones") : nil
    if single != nil, several != nil {
      report(.rule("'zone' and 'zones' exclude each other"), at: reader.node)
    }
    if let owner = kind.owner, let single {
      report(.rule("it is part of '\(owner)' and stands where that does"), at: single)
    }
    var zones: [String] = []
    for node in several ?? (single.map { [$0] } ?? []) {
      guard let zone = zoneName(node) else { continue }
      if zones.contains(zone) { report(.rule("'\(zone)' is named twice"), at: node) }
      zones.append(zone)
    }
    return zones
  }

  /// The name of a zone, which may be a new one.
  func zoneName(_ node: Node) -> String? {
    guard let name = node.value.text, !name.isEmpty else {
      reportUnexpected(node, "the name of a zone")
      return nil
    }
    return name
  }

  /// The name of a zone in which somebody stands.
  func knownZone(_ node: Node) -> String? {
    guard let name = zoneName(node) else { return nil }
    let known = writtenZones
    guard !known.contains(name) else { return name }
    report(
      .unknownName(
        name.shortened, sort: "zone", suggestion: Spelling.nearest(to: name, among: known)),
      at: node)
    return nil
  }

  /// What the file calls zones, sound or not: a problem of somebody who stands in one is no reason to
  /// say that there is no such zone.
  private var writtenZones: [String] {
    var found: [String] = []
    for section in ["clients", "components"] {
      for member in root[section]?.members ?? [] {
        if let zone = member.value["zone"]?.text { found.append(zone) }
        for zone in member.value["zones"]?.elements ?? [] {
          if let zone = zone.text { found.append(zone) }
        }
      }
    }
    return found
  }

  /// What hops between zones take.
  func networkZones(_ reader: ObjectReader) -> Network.Zones {
    var zones = Network.Zones(
      within: reader.object("within", as: "zoneHop").map(zoneHop) ?? Network.Zones.Hop(),
      between: reader.object("between", as: "zoneHop").map(zoneHop) ?? Network.Zones.Hop())
    for node in reader.list("links") ?? [] {
      guard let reader = ObjectReader(node, as: "zoneLink", in: self) else { continue }
      let from = reader.value("from").flatMap(knownZone)
      let to = reader.value("to").flatMap(knownZone)
      let hop = zoneHop(reader)
      guard let from, let to else { continue }
      if zones.links.contains(where: { $0.from == from && $0.to == to }) {
        report(.rule("the link from '\(from)' to '\(to)' is already there"), at: node)
      }
      zones.links.append(Network.Zones.Link(from: from, to: to, hop))
    }
    return zones
  }

  private func zoneHop(_ reader: ObjectReader) -> Network.Zones.Hop {
    let hop = Network.Zones.Hop(
      latency: reader.distribution("latency"), loss: reader.share("loss"))
    if hop.loss == 1, let node = reader.value("loss") {
      report(.rule("a hop that loses everything is a partition, which is a fault"), at: node)
    }
    return hop
  }

  /// Whom a balancer prefers for where they stand.
  func zoneRouting(_ reader: ObjectReader) -> ZonePreference {
    let minimum = reader.whole("minimumTargets")
    guard reader.word("rule") == "preferClose" else {
      return .zoneAware(minimumTargets: minimum ?? ZonePreference.envoyMinimum)
    }
    if minimum != nil {
      report(.rule("'minimumTargets' belongs to the rule \"zoneAware\""), at: reader.node)
    }
    return .preferClose
  }

  /// Checks what can only be seen of all zones together.
  func checkZones(_ body: ModelBody) {
    let zones = body.architecture.zones
    if zones.count > Architecture.mostZones {
      report(
        .rule("\(zones.count) zones are too many; the limit is \(Architecture.mostZones)"),
        at: Node(value: root, path: []))
    }
    for component in body.soundComponents where component.zones.count > 1 {
      guard case .balancer(let balancer) = component.kind, balancer.sharesState else { continue }
      let path: ModelPath = ["components", .key(component.name), "sharedState"]
      report(
        .rule("processes in several zones have no memory in common"),
        at: Node(value: root.nearest(to: path), path: path))
    }
    for component in body.soundComponents where component.zones.isEmpty {
      guard case .balancer(let balancer) = component.kind, balancer.zoneRouting != nil else {
        continue
      }
      let path: ModelPath = ["components", .key(component.name), "zoneRouting"]
      report(
        .rule(
          "a balancer that stands in no zone has none to prefer; say its \"zone\" or \"zones\""),
        at: Node(value: root.nearest(to: path), path: path))
    }
  }

  /// What strikes a zone needs somebody there whom it can strike.
  func checkZoneFault(_ effect: Fault.Effect, of zone: String, at node: Node, _ body: ModelBody) {
    guard effect == .zoneOutage else { return }
    // Who has problems of his own may stand there.
    guard body.soundComponents.count == body.architecture.components.count else { return }
    let residents = body.soundComponents.filter { $0.zones.contains(zone) }
    if residents.isEmpty {
      report(.rule("no component stands in zone '\(zone)', only clients do"), at: node)
    } else if !residents.contains(where: { $0.zones.prefix($0.kind.mostInstances).contains(zone) })
    {
      report(.rule("no component has enough instances for one in zone '\(zone)'"), at: node)
    }
  }
}

extension Component.Kind {
  /// How many instances there are at most of which each stands in a zone of its own.
  fileprivate var mostInstances: Int {
    guard case .service(let service) = self else { return .max }
    return max(service.instances, service.turnover.autoscaling?.policy.maximum ?? 0)
  }

  /// Whether it has several instances, of which each can stand somewhere else.
  fileprivate var canStandInSeveralZones: Bool {
    switch self {
    case .service, .balancer, .database: true
    case .gateway, .cache, .queue, .pool, .external: false
    }
  }
}
