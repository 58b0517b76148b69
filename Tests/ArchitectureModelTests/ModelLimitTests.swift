import ArchitectureModel
import Testing

/// No model makes its reader use memory or time without bound.
@Suite struct ModelLimitTests {
  private static func problems(_ text: String) -> [String] {
    do throws(InvalidModel) {
      _ = try ModelDocument(text, named: "m.json")
      return []
    } catch {
      return error.problems.map { "\($0.path): \($0.reason)" }
    }
  }

  private static func list(_ count: Int, _ element: (Int) -> String) -> String {
    (0..<count).map(element).joined(separator: ",")
  }

  @Test func `components and clients are limited in number`() {
    let components = Self.list(1001) { #""s\#($0)": { "kind": "service", "work": "1ms" }"# }
    let clients = Self.list(1001) { #""c\#($0)": { "users": 1, "think": "1s", "calls": "s0" }"# }
    let text = #"{ "format": 1, "clients": { \#(clients) }, "components": { \#(components) } }"#
    #expect(
      Self.problems(text) == [
        "clients: 1001 are too many; the limit is 1000",
        "components: 1001 are too many; the limit is 1000",
      ])
  }

  @Test func `scenarios are limited in number`() throws {
    let scenarios = Self.list(1001) { #""s\#($0)": {}"# }
    let original =
      #""peak": { "about": "Three times the load", "set": { "web.arrivals.poisson": "300/s" } }"#
    let text = try #require(Shop.with(scenarios, for: original))
    #expect(Self.problems(text) == ["scenarios: 1001 are too many; the limit is 1000"])
  }

  @Test func `links are limited in number`() throws {
    let link = #"{ "from": "app", "to": "database", "latency": "1ms" }"#
    let text = try #require(Shop.with(Self.list(10_001) { _ in link }, for: link))
    #expect(
      Self.problems(text) == ["network.links: 10001 are too many; the limit is 10000"])
  }

  @Test func `a thousand problems are enough`() throws {
    let text = try #require(
      Shop.with(Self.list(5000) { #""x\#($0)": 0"# } + ", \"format\": 1", for: "\"format\": 1"))
    #expect(Self.problems(text).count == 1000)
  }

  @Test func `names are limited in length`() throws {
    let name = String(repeating: "ü", count: 201)
    let text = try #require(Shop.with("\"\(name)\": {}", for: "\"POST /order\": {}"))
    #expect(
      Self.problems(text).contains { $0.hasSuffix(": a name has at most 200 characters, not 201") })
  }
}
