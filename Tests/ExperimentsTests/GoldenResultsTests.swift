import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing

@Suite struct GoldenResultsTests {
  private func golden(_ changes: [String] = []) throws -> GoldenResults {
    let station = Station(
      duration: "30s", expectations: [#"{ "metric": "errors", "of": "web", "below": "1%" }"#])
    let result = ArchitectureRun(try station.architecture(changes)).result()
    var golden = GoldenResults(of: result.model)
    golden.add(result)
    return golden
  }

  @Test func `the file is text that a person reads`() throws {
    let lines = try golden().text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "# rehearsal results 1")
    #expect(lines[1].hasPrefix("# model station "))
    #expect(lines[2] == "")
    #expect(lines[3].hasPrefix("[as is] seed 7, 30s, digest "))
    #expect(lines.contains("web errors 0"))
    #expect(lines.contains { $0.hasPrefix("web latency.p95 0.") })
    #expect(lines.contains { $0.hasPrefix("app utilisation 0.") })
    #expect(
      lines.contains { $0.hasPrefix(#"expect "errors of web below"#) && $0.hasSuffix("pass") })
    #expect(!lines.contains { $0.contains("failed.") })
  }

  @Test func `what has not changed does not differ`() throws {
    let difference = GoldenDifference(from: try golden().text, to: try golden())
    #expect(difference.changes.isEmpty)
    #expect(difference.problem == nil)
  }

  @Test func `what has changed is told with both values`() throws {
    let kept = try golden()
    let difference = GoldenDifference(from: kept.text, to: try golden(["app.workers=2"]))
    let change = try #require(difference.changes.first { $0.name == "web latency.mean" })
    #expect(change.section == "as is")
    #expect(change.kept != nil)
    #expect(change.found != nil)
    #expect(try #require(change.share) < -0.1)
    #expect(!difference.changes.contains { $0.name == "web errors" })
  }

  @Test func `lines and scenarios that come and go are told`() throws {
    let found = try golden()
    let without = found.text.split(separator: "\n").filter { !$0.hasPrefix("web errors") }
    let shorter = GoldenDifference(from: without.joined(separator: "\n") + "\n", to: found)
    #expect(shorter.changes.map(\.name) == ["web errors"])
    #expect(shorter.changes.map(\.kept) == [nil])
    let longer = GoldenDifference(
      from: found.text + "web old 3\n[gone] seed 7, 30s\nweb errors 0\n", to: found)
    #expect(longer.changes.map(\.name) == ["web old", ""])
    #expect(longer.changes.map(\.section) == ["as is", "gone"])
    #expect(longer.changes.map(\.found) == [nil, nil])
  }

  @Test(arguments: ["", "# rehearsal results 2\n", "something else\n"])
  func `a file of another kind cannot be compared`(text: String) throws {
    #expect(GoldenDifference(from: text, to: try golden()).problem != nil)
  }
}
