import ArchitectureModel
import EventEngine
import Foundation
import Resilience
import Testing
import TimeBase

@Suite struct ShippedModelTests {
  private static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: ModelDirectory.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted()
  }()

  @Test func `there is at least one`() {
    #expect(Self.names.contains("three-instances.json"))
  }

  @Test(arguments: names)
  func `is valid with every scenario, and leaves nothing to advise but what is so`(
    name: String
  ) throws {
    let document = try ModelFile.document(at: ModelDirectory.path + "/" + name)
    #expect(document.reading.architecture.name + ".json" == name)
    var advice = document.reading.advice
    for scenario in document.scenarios {
      #expect(!scenario.about.isEmpty)
      advice += try document.reading(scenario: scenario.name).advice
    }
    #expect(Set(advice.map { "\($0.path)" }) == Self.advised[name] ?? [])
  }

  /// Real systems are as they are: where each gives rise to advice.
  private static let advised: [String: Set<String>] = [
    "deck.json": ["components.messages"],
    "scaling-system.json": ["clients.web"],
    "systems-thinking.json": [
      #"components.api.handles["GET /data/{id}"]"#, #"components.api.handles["POST /data"]"#,
    ],
    "three-instances.json": ["clients.web"],
    "system-design-api.json": ["components.jobs"],
    "sync-async.json": ["clients.async", "components.executor", "components.jobs.steps"],
  ]

  @Test(arguments: names)
  func `is valid by the schema that it names`(name: String) throws {
    let path = ModelDirectory.path + "/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let model = try JSONValue(parsing: text)
    let schemaPath = ModelDirectory.path + "/" + (model["$schema"]?.text ?? "")
    let schema = try String(contentsOfFile: schemaPath, encoding: .utf8)
    let checker = SchemaChecker(root: try JSONValue(parsing: schema))
    #expect(checker.violations(of: model) == [])
  }

  @Test func `three instances have the scenarios that a first reader asks for`() throws {
    let document = try ModelFile.document(at: ModelDirectory.path + "/three-instances.json")
    #expect(
      document.scenarios.map(\.name) == [
        "baseline", "cache-flush", "database-outage", "instance-crash", "peak", "retry-storm",
      ])
    let storm = try document.architecture(scenario: "retry-storm")
    #expect(storm.clients[0].call.retry?.budget == .unlimited)
    #expect(storm.faults.map(\.target) == ["database"])
    let usual = document.reading.architecture
    #expect(usual.clients[0].load == .open(Client.Arrivals(.poisson(.perSecond(300)))))
  }
}
