import ArchitectureModel
import Testing

/// What services and their handlers cannot be, and what is said about it.
@Suite struct ServiceReadingTests {
  struct Flaw: Sendable, CustomTestStringConvertible {
    var traits = #""workers": 1"#
    var step = #"{ "wait": "1ms" }"#
    var message: String

    var testDescription: String { message }
  }

  static let flaws = [
    Flaw(
      step: #"{ "block": "1ms" }"#,
      message:
        #"'app' has no event loop to block; it needs "cpu": { "cores": 1, "sharing": "inOrder" }"#
    ),
    Flaw(
      traits: #""cpu": { "cores": 1, "sharing": "inOrder" }"#,
      step: #"{ "block": [ { "parallel": [ [], [] ] } ] }"#,
      message: "a loop that is blocked does one thing only; it has no parallel steps"),
    Flaw(
      step: #"{ "switch": "key", "cases": { "hot": [] } }"#,
      message: "expected a number such as 7, or a range such as 0-9, not 'hot'"),
    Flaw(
      step: #"{ "switch": "token", "cases": { "stolen": [] } }"#,
      message: "expected one of valid, expired, missing, not 'stolen'"),
    Flaw(
      step: #"{ "switch": "tenant", "cases": { "0-9": [], "5": [] } }"#,
      message: "the cases '0-9' and '5' overlap"),
    Flaw(
      step: #"{ "lock": "key", "do": [ { "lock": "key", "do": [] } ] }"#,
      message: "a lock on 'key' within one on 'key' would wait for itself"),
    Flaw(
      traits: #""processes": 1, "spread": "random""#,
      message: "with one process there is nothing to spread"),
    Flaw(
      traits: #""instances": 1000, "processes": 100"#,
      message: "1000 instances of 100 processes are more than 60000"),
    Flaw(
      traits: #""processes": 3, "spread": [1, 2]"#,
      message: "expected 3 weights, one for each process"),
    Flaw(
      traits: #""processes": 2, "spread": [0, 0]"#,
      message: "expected a weight above 0"),
    Flaw(
      traits: #""shutdown": { "grace": "5s", "preStop": "10s" }"#,
      message: "a process that is killed after 5s cannot be told only after 10s"),
    Flaw(
      traits: #""workers": "unlimited", "autoscale": { "utilisation": "50%", "max": 3 }"#,
      message: "of unlimited workers no share is busy; use inFlight, queue or requests"),
    Flaw(
      traits: #""instances": 5, "autoscale": { "inFlight": 5, "max": 3 }"#,
      message: "the service begins with 5 instances, not with 1 to 3"),
    Flaw(
      traits: #""autoscale": { "inFlight": 5, "max": 3, "up": { "steps": [] } }"#,
      message: "rules without steps allow no change; say never"),
    Flaw(
      traits: #""concurrencyLimit": { "aimd": { "initial": 10 } }"#,
      message: "the limit cannot begin at 10: it is kept in 20...200"),
    Flaw(
      traits: #""pauses": { "every": "0s", "for": "1ms" }"#,
      message: "a time longer than zero between two pauses"),
    Flaw(
      step: #"{ "cached": { "in": "memory", "otherwise": [] } }"#,
      message: "'memory' is part of 'other'; 'app' cannot look into it"),
  ]

  @Test(arguments: flaws)
  func `what cannot be is said`(_ flaw: Flaw) throws {
    let text = """
      {
        "format": 1,
        "clients": { "web": { "arrivals": { "poisson": "5/s" }, "calls": "app" } },
        "components": {
          "app": { "kind": "service", \(flaw.traits), "handles": { "*": [ \(flaw.step) ] } },
          "other": { "kind": "service", "work": "1ms" },
          "memory": { "kind": "cache", "capacity": 10, "latency": "1us", "of": "other" }
        }
      }
      """
    let error = #expect(throws: InvalidModel.self) {
      try ModelDocument(text, named: "flaw.json").architecture()
    }
    #expect(try #require(error).description.contains(flaw.message), "\(error?.description ?? "")")
  }

  @Test func `a scalability law with coherency has a peak`() {
    let law = Service.Processor.scalable(contention: 0.05, coherency: 0.001)
    #expect(law.peakConcurrency == (0.95 / 0.001).squareRoot())
    #expect(Service.Processor.scalable(contention: 0.05, coherency: 0).peakConcurrency == nil)
    #expect(Service.Processor.shared(cores: 2).peakConcurrency == nil)
  }
}
