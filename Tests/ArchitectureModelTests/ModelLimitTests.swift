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

  @Test(arguments: [
    ("faults", #"{ "at": "1s", "flush": "cache" }"#),
    ("expect", #"{ "metric": "errors", "of": "web", "below": "1%" }"#),
  ])
  func `faults and expectations are limited in number`(key: String, element: String) {
    let list = Self.list(1001) { _ in element }
    let text = Self.model(
      components: Self.service + ", " + Self.cache, rest: #""\#(key)": [\#(list)]"#)
    #expect(Self.problems(text) == ["\(key): 1001 are too many; the limit is 1000"])
  }

  @Test func `names are limited in bytes as well, for accents make no character of their own`() {
    let name = "e" + String(repeating: "\u{301}", count: 500)
    let text = Self.model(requests: #""\#(name)": {}"#)
    #expect(Self.problems(text).count == 1)
    #expect(
      Self.problems(text)[0].hasSuffix(": a name has at most 1000 bytes of UTF-8, not 1001"))
  }

  // MARK: What parts multiply to

  private static let service = #""app": { "kind": "service", "work": "1ms" }"#
  private static let cache = #""cache": { "kind": "cache", "capacity": 1, "latency": "0s" }"#

  private static func model(
    requests: String = #""r": {}"#, components: String = service, rest: String = #""about": """#
  ) -> String {
    """
    {
      "format": 1,
      "clients": {
        "web": { "users": 1, "think": "1s", "calls": "app", "requests": { \(requests) } }
      },
      "components": { \(components) }, \(rest)
    }
    """
  }

  @Test func `requests are limited in all`() {
    let requests = Self.list(20_001) { #""r\#($0)": {}"# }
    #expect(
      Self.problems(Self.model(requests: requests)) == [
        ": 20001 different names of requests are too many; the limit is 20000",
        "clients: 20001 requests of all clients are too many; the limit is 20000",
      ])
  }

  @Test func `keys in tables are limited in all`() {
    let requests = Self.list(6) {
      #""r\#($0)": { "key": { "zipf": { "keys": 10000000, "exponent": 1 } } }"#
    }
    #expect(
      Self.problems(Self.model(requests: requests)) == [
        "clients: 60000000 keys of all zipf distributions are too many; the limit is 50000000"
      ])
  }

  /// Components and what is said about them.
  private static let excesses: [(components: String, message: String)] = [
    (
      service + ", "
        + list(11) { #""s\#($0)": { "kind": "service", "instances": 10000, "work": "1ms" }"# },
      "110001 instances of all components are too many; the limit is 100000"
    ),
    (
      #""app": { "kind": "service", "handles": { "*": [ "#
        + list(30_000) { _ in #"{ "compute": "1ms" }"# } + " ] } }",
      "30001 steps, operations and limits of all components are too many; the limit is 30000"
    ),
    (
      service + ", "
        + list(101) { number in
          let targets = list(199) { #""s\#($0)""# }
          return #""b\#(number)": { "kind": "balancer", "over": [\#(targets)] }"#
        } + ", " + list(199) { #""s\#($0)": { "kind": "service", "work": "1ms" }"# },
      "20099 names of targets of all balancers are too many; the limit is 20000"
    ),
    (
      #""app": { "kind": "service", "instances": 10000, "work": "1ms" }, "#
        + list(101) { #""b\#($0)": { "kind": "balancer", "over": "app" }"# },
      "1010000 targets of all balancers are too many; the limit is 1000000"
    ),
    (
      #""app": { "kind": "service", "instances": 10000, "handles": { "*": [ "#
        + list(11) { _ in #"{ "call": "end", "retry": { "attempts": 2 } }"# }
        + #" ] } }, "end": { "kind": "service", "work": "1ms" }"#,
      """
      110000 retry policies and breakers (one for each instance that calls) are too many; the \
      limit is 100000
      """
    ),
    (
      #""app": { "kind": "service", "instances": 1000, "handles": { "*": [ "#
        + #"{ "call": "end", "breaker": { "slidingWindowSize": "2h" } } ] } }, "#
        + #""end": { "kind": "service", "work": "1ms" }"#,
      """
      7200000 seconds in windows of breakers (one for each instance that calls) are too many; the \
      limit is 5000000
      """
    ),
  ]

  @Test(arguments: excesses)
  func `what components multiply to is limited`(_ components: String, _ message: String) {
    #expect(Self.problems(Self.model(components: components)) == ["components: \(message)"])
  }

  @Test func `windows of expectations are limited by what a copy of the books takes`() {
    let expectations = Self.list(500) {
      #"""
      { "metric": "errors", "of": "web", "below": "1%", "from": "\#($0)ms", "to": "\#($0 + 1000)ms" }
      """#
    }
    let components =
      Self.service + ", "
      + Self.list(2) { #""s\#($0)": { "kind": "service", "instances": 9999, "work": "1ms" }"# }
    let text = Self.model(components: components, rest: #""expect": [\#(expectations)]"#)
    #expect(
      Self.problems(text) == [
        """
        expect: the windows begin and end at 1000 times, which is too often for a model of this \
        size; the limit is 99
        """
      ])
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
