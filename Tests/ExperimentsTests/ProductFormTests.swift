import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing

/// Networks of stations that theory knows, and what keeps others from being one.
@Suite struct ProductFormTests {
  private static func check(
    _ components: [String: String], clients: [String: String], latency: String = "1ms",
    duration: String = "2000s"
  ) throws -> [String: TheoryCheck.Finding] {
    func list(_ parts: [String: String]) -> String {
      parts.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }
        .joined(separator: ", ")
    }
    let text = """
      {
        "format": 1, "name": "network",
        "run": { "duration": "\(duration)", "warmup": "100s", "seed": 1 },
        "network": { "latency": "\(latency)" },
        "clients": { \(list(clients)) }, "components": { \(list(components)) }
      }
      """
    let architecture = try ModelDocument(text, named: "network.json").architecture()
    let result = ArchitectureRun(architecture).result()
    let calls = result.edges.map { ($0.caller, $0.callee) }
    let rows = TheoryCheck(architecture, calls: calls, result).rows
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.component, $0.finding) })
  }

  private static let poisson = #"{ "arrivals": { "poisson": "8/s" }, "calls": "api" }"#
  private static let shared = """
    { "kind": "service", "workers": "unlimited", "cpu": { "cores": 1 },
      "handles": { "*": [ { "compute": { "lognormal": { "mean": "50ms", "cv": 2 } } },
                          { "call": "database", "as": "read" } ] } }
    """
  private static func database(_ connections: Int, _ time: String) -> String {
    """
    { "kind": "database", "connections": \(connections),
      "operations": { "*": \(time) } }
    """
  }

  struct Known: Sendable, CustomTestStringConvertible {
    var title: String
    var components: [String: String]
    var clients = ["web": poisson]
    var latency = "1ms"

    /// By component, and of what is known there one figure.
    var systems: [String: String]
    var exact: [String: Double]

    var testDescription: String { title }
  }

  static let networks = [
    // 50 / (1 - 0.4) + 60 / (1 - 0.48) ms and four hops.
    Known(
      title: "tandem",
      components: ["api": shared, "database": database(1, #"{ "exponential": "60ms" }"#)],
      systems: [
        "api": "M/G/1 with processor sharing in an open network",
        "database": "M/M/1 in an open network",
      ],
      exact: [
        "latency.mean of web": 0.05 / 0.6 + 0.06 / 0.52 + 0.004,
        "utilisation of database": 0.48, "queue.mean of database": 0.48 * 0.48 / 0.52,
      ]),
    // Half go once and half twice more: 8/s · 2 = 16/s of 40 ms each on one server.
    Known(
      title: "visits by chance",
      components: [
        "api": """
        { "kind": "service", "workers": "unlimited",
          "handles": { "*": [ { "wait": "30ms" }, { "call": "database", "as": "read" },
            { "chance": "50%", "then": [ { "call": "database", "as": "read" },
                                         { "call": "database", "as": "read" } ] } ] } }
        """,
        "database": database(1, #"{ "exponential": "40ms" }"#),
      ],
      systems: ["database": "M/M/1 in an open network"],
      exact: [
        "utilisation of database": 0.64,
        "latency.mean of web": 0.03 + 0.002 + 2 * (0.04 / 0.36 + 0.002),
      ]),
    // Two clients, with work of different lengths on the processor: 4/s and 8/s on a database.
    Known(
      title: "two clients",
      components: ["api": shared, "database": database(2, #"{ "exponential": "100ms" }"#)],
      clients: [
        "web": poisson, "jobs": #"{ "arrivals": { "poisson": "4/s" }, "calls": "database" }"#,
      ],
      systems: [
        "api": "M/G/1 with processor sharing in an open network",
        "database": "M/M/2 in an open network",
      ],
      exact: [
        "utilisation of database": 0.6, "latency.mean of jobs": 0.1 / (1 - 0.36) + 0.002,
        "latency.mean of web": 0.05 / 0.6 + 0.1 / (1 - 0.36) + 0.004,
      ]),
    // The demands and the throughput of a textbook: 0.1, 0.3 and 0.2 s, think time 1 s, ten users.
    Known(
      title: "users",
      components: [
        "api": """
        { "kind": "service", "workers": "unlimited", "cpu": { "cores": 1 },
          "handles": { "*": [ { "compute": "100ms" }, { "call": "database", "as": "read" },
                              { "call": "files" } ] } }
        """,
        "database": database(1, #"{ "exponential": "300ms" }"#),
        "files": #"{ "kind": "service", "workers": 1, "work": { "exponential": "200ms" } }"#,
      ],
      clients: ["web": #"{ "users": 10, "think": { "exponential": "1s" }, "calls": "api" }"#],
      latency: "0s",
      systems: [
        "api": "part of a closed network of 10 users",
        "database": "part of a closed network of 10 users",
        "files": "part of a closed network of 10 users",
      ],
      exact: [
        "goodput of web": throughput, "utilisation of database": 0.3 * throughput,
        "latency.mean of web": 10 / throughput - 1,
      ]),
  ]

  /// By mean value analysis for one customer more at a time, written out.
  private static let throughput: Double = {
    var (lengths, throughput) = ([0.0, 0, 0], 0.0)
    for users in 1...10 {
      let times = zip([0.1, 0.3, 0.2], lengths).map { $0 * (1 + $1) }
      throughput = Double(users) / (1 + times.reduce(0, +))
      lengths = times.map { $0 * throughput }
    }
    return throughput
  }()

  @Test(arguments: networks)
  func `a network in product form is known, and the run agrees`(_ network: Known) throws {
    let findings = try Self.check(
      network.components, clients: network.clients, latency: network.latency)
    var (systems, exact): ([String: String], [String: Double]) = ([:], [:])
    for (component, finding) in findings {
      guard case .known(let system, let values) = finding else { continue }
      systems[component] = system
      for value in values {
        exact[value.metric.title] = value.exact
        let score = try #require(value.zScore, "\(value)")
        #expect(abs(score) < 4, "\(value)")
      }
    }
    #expect(systems == network.systems)
    for (title, expected) in network.exact {
      let figure = try #require(exact[title], "\(title)")
      #expect(abs(figure - expected) < 1e-9, "\(title)")
    }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var component: String
    var reason: String
    var api = shared
    var database = ProductFormTests.database(2, #"{ "exponential": "50ms" }"#)
    var client = poisson

    var testDescription: String { reason }
  }

  static let refused = [
    Refused(
      component: "database", reason: "its service is not exponential",
      database: database(2, #""50ms""#)),
    Refused(
      component: "database", reason: "waited for",
      database: """
        { "kind": "database", "connections": 8,
          "operations": { "read": { "locked": { "exponential": "5ms" } } } }
        """),
    Refused(
      component: "api", reason: "more than one thing",
      api: """
        { "kind": "service", "workers": 20,
          "handles": { "*": [ { "compute": "1ms" }, { "call": "database", "as": "read" } ] } }
        """),
    Refused(
      component: "database", reason: "its calls come from api",
      api: """
        { "kind": "service", "workers": 20,
          "handles": { "*": [ { "compute": "1ms" }, { "call": "database", "as": "read" } ] } }
        """),
    Refused(
      component: "database", reason: "its calls come from api",
      client: #"{ "arrivals": { "constant": "8/s" }, "calls": "api" }"#),
    Refused(
      component: "database", reason: "not the same for all",
      api: """
        { "kind": "service", "workers": "unlimited",
          "handles": { "*": [ { "call": "database", "as": "read" },
                              { "call": "database", "as": "write" } ] } }
        """,
      database: """
        { "kind": "database", "connections": 2,
          "operations": { "read": { "exponential": "5ms" }, "write": { "exponential": "6ms" } } }
        """),
  ]

  @Test(arguments: refused)
  func `another one names the assumption that fails`(_ other: Refused) throws {
    let findings = try Self.check(
      ["api": other.api, "database": other.database], clients: ["web": other.client],
      duration: "200s")
    guard case .unknown(let reason) = findings[other.component] else {
      Issue.record("\(findings)")
      return
    }
    #expect(reason.contains(other.reason), "\(reason)")
  }
}
