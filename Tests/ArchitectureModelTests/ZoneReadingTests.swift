import ArchitectureModel
import EventEngine
import Resilience
import Testing
import TimeBase

/// Where everybody stands is decoded into the types that run it.
@Suite struct ZoneReadingTests {
  private static func model(_ text: String) throws -> Architecture {
    try ModelDocument(text, named: "zones.json").reading.architecture
  }

  private static func with(_ replacement: String, for original: String) throws -> String {
    let parts = Everything.zones.split(separator: original, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    return parts.joined(separator: replacement)
  }

  @Test func `clients and components stand in zones, and hops know them`() throws {
    let model = try Self.model(Everything.zones)
    #expect(model.zones == ["a", "b", "c"])
    #expect(model.clients.map(\.zone) == ["a"])
    let places = model.components.map { "\($0.name) \($0.zones.joined(separator: " "))" }
    #expect(
      places == [
        "app a b c", "archive c", "balancer a b c", "cache b", "database a b", "edge a", "jobs c",
        "other c", "single b",
      ])
    let zones = model.network.zones
    #expect(
      zones.hop(from: "a", to: "b") == .init(latency: .constant(.milliseconds(2)), loss: 0.01))
    #expect(
      zones.hop(from: "b", to: "a")
        == .init(latency: .exponential(mean: .milliseconds(1)), loss: 0.001))
    #expect(
      zones.hop(from: "c", to: "c") == .init(latency: .constant(.microseconds(200)), loss: 0.0001))
    let rules = model.components.compactMap { component -> ZonePreference? in
      guard case .balancer(let balancer) = component.kind else { return nil }
      return balancer.zoneRouting
    }
    #expect(rules == [.zoneAware(minimumTargets: 3), .preferClose])
  }

  @Test func `what strikes a zone has a name of its own`() throws {
    let faults = try Self.model(Everything.zones).faults
    #expect(
      faults.map(\.title) == [
        "fire", "outage of zone b", "outage of zone c", "digger", "partition of zone b",
        "partition of zone c",
      ])
    #expect(faults[0].effect == .zoneOutage && faults[0].target == "a")
    #expect(faults[3].effect == .zonePartition(.there, .refuse) && faults[3].caller == "b")
    let unnamed = try Self.model(Self.with("", for: #", "name": "digger""#)).faults[3]
    #expect(unnamed.title == "partition of zones b and a")
  }

  @Test(arguments: [
    (
      #""over": "app", "zone": "b","#, #""over": "app","#,
      #"""
      components.single.zoneRouting: a balancer that stands in no zone has none to prefer; say its \#
      "zone" or "zones"
      """#
    ),
    (
      #""rule": "preferClose" }"#, #""rule": "preferClose", "minimumTargets": 3 }"#,
      #"components.single.zoneRouting: 'minimumTargets' belongs to the rule "zoneAware""#
    ),
    (
      #""workers": 3,"#, #""workers": 3, "sharedState": true,"#,
      "components.balancer.sharedState: processes in several zones have no memory in common"
    ),
    (
      #""kind": "service", "zone": "c""#, #""kind": "service", "zone": "c", "zones": ["a"]"#,
      "components.other: 'zone' and 'zones' exclude each other"
    ),
    (
      #""kind": "service", "zone": "c""#, #""kind": "service", "zone": """#,
      #"components.other.zone: expected the name of a zone, found """#
    ),
    (
      #""instances": 6, "zones": ["a", "b", "c"]"#, #""instances": 6, "zones": ["a", "b", "a"]"#,
      "components.app.zones[2]: 'a' is named twice"
    ),
    (
      #""capacity": 10, "latency": "1ms", "zone": "b""#,
      #""capacity": 10, "latency": "1ms", "zone": "b", "of": "app""#,
      "components.cache.zone: it is part of 'app' and stands where that does"
    ),
    (
      #""from": "a", "to": "b""#, #""from": "a", "to": "bb""#,
      "network.zones.links[0].to: no zone is named 'bb'"
    ),
    (
      #""latency": "2ms", "loss": "1%""#, #""latency": "2ms", "loss": "100%""#,
      "network.zones.links[0].loss: a hop that loses everything is a partition, which is a fault"
    ),
    (
      #""zoneOutage": "a""#, #""zoneOutage": "d""#, "faults[0].zoneOutage: no zone is named 'd'"
    ),
    (
      #""zonePartition": "a", "from": "b""#, #""zonePartition": "a", "from": "a""#,
      "faults[3].zonePartition: no zone is cut off from itself"
    ),
  ])
  func `what is wrong with a zone is told where it stands`(
    original: String, replacement: String, message: String
  ) throws {
    let text = try Self.with(replacement, for: original)
    #expect {
      try Self.model(text)
    } throws: {
      "\($0)".contains(message)
    }
  }

  @Test(arguments: [
    (#""work": "1ms""#, "no component stands in zone 'a', only clients do"),
    (
      #""work": "1ms", "instances": 2, "zones": [ "b", "c", "a" ]"#,
      "no component has enough instances for one in zone 'a'"
    ),
  ])
  func `a zone in which no instance stands cannot fail`(app: String, message: String) throws {
    let text = """
      { "format": 1,
        "clients": { "web": { "arrivals": { "poisson": "1/s" }, "calls": "app", "zone": "a" } },
        "components": { "app": { "kind": "service", \(app) } },
        "faults": [ { "at": "1s", "zoneOutage": "a" } ] }
      """
    #expect {
      try Self.model(text)
    } throws: {
      "\($0)".contains(message)
    }
  }
}
