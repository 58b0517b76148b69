import ArchitectureSimulation
import Foundation
import RunReports
import Testing
import TimeBase

@Suite struct JSONReportTests {
  static let results = [
    Sample.healthy, Sample.outage, Sample.empty, Sample.failed, Sample.huge, Sample.hostile,
    Sample.tiny,
  ]

  @Test(arguments: results.indices)
  func `every document is JSON that says what the result says`(index: Int) throws {
    let result = Self.results[index]
    let document = try Self.parsed(JSONReport(result).text)
    #expect(document["version"] as? Int == 1)
    let model = try #require(document["model"] as? [String: Any])
    #expect(model["name"] as? String == result.model.name)
    #expect(model["scenario"] as? String == result.model.scenario)
    #expect(document["seed"] as? UInt64 == result.seed)
    let clients = try #require(document["clients"] as? [String: Any])
    #expect(Set(clients.keys) == Set(result.clients.map(\.name)))
    for client in result.clients {
      let books = try #require(clients[client.name] as? [String: Any])
      #expect(books["offered"] as? UInt64 == client.total.offered)
      #expect(books["completed"] as? UInt64 == client.total.completed)
    }
    let components = try #require(document["components"] as? [String: Any])
    #expect(Set(components.keys) == Set(result.components.map(\.name)))
  }

  @Test func `the keys of a document do not depend on what happened`() throws {
    let keys = try Self.results.map { try Self.parsed(JSONReport($0).text).keys.sorted() }
    #expect(Set(keys).count == 1)
    let calm = try Self.parsed(JSONReport(Sample.healthy).text)
    let none = try Self.parsed(JSONReport(Sample.empty).text)
    func members(_ document: [String: Any], _ part: String, _ name: String) throws -> [String] {
      let parts = try #require(document[part] as? [String: [String: Any]])
      return try #require(parts[name]).keys.sorted()
    }
    #expect(try members(calm, "clients", "web") == members(none, "clients", "web"))
    #expect(try members(calm, "components", "app") == members(none, "components", "app"))
  }

  @Test func `seconds read back to the nanosecond`() throws {
    let document = try Self.parsed(JSONReport(Sample.outage).text)
    let clients = try #require(document["clients"] as? [String: [String: Any]])
    let latency = try #require(clients["web"]?["latency"] as? [String: Any])
    let p95 = try #require(latency["p95"] as? Double)
    let expected = try #require(Sample.outage.clients[0].total.latency).p95.nanoseconds
    #expect(Int64((p95 * 1e9).rounded()) == expected)
  }

  @Test func `equal results give equal bytes`() {
    #expect(JSONReport(Sample.outage).text == JSONReport(Sample.outage).text)
    var other = Sample.outage
    other.clients[0].total.offered += 1
    #expect(JSONReport(other).text != JSONReport(Sample.outage).text)
  }

  private static func parsed(_ text: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }
}
