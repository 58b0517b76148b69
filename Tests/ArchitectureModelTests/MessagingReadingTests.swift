import ArchitectureModel
import Testing

/// What queues, endpoints of others and guards cannot be, and what is said about it.
@Suite struct MessagingReadingTests {
  struct Flaw: Sendable, CustomTestStringConvertible {
    var queue = #""of": "app", "work": "1ms""#
    var endpoint = #""latency": "1ms""#
    var step = #"{ "enqueue": "jobs" }"#
    var expectation = #"{ "metric": "jobs.lost", "of": "jobs", "equals": 0 }"#
    var message: String

    var testDescription: String { message }
  }

  static let flaws = [
    Flaw(
      queue: #""per": "instance", "work": "1ms""#,
      message: #""per" needs "of": the service whose queue it is"#),
    Flaw(
      queue: #""onShutdown": "drain", "work": "1ms""#,
      message: #""onShutdown" needs "of": the service whose queue it is"#),
    Flaw(
      queue: #""of": "app", "per": "request", "onShutdown": "drain", "work": "1ms""#,
      message: "a queue that ends with its request is not told to end"),
    Flaw(
      queue: #""of": "other", "work": "1ms""#,
      message: "'jobs' is part of 'other'; 'app' cannot put jobs into it"),
    Flaw(
      queue: #""of": "app", "per": "request", "workers": 3, "work": "1ms""#,
      message: #"0 or "unlimited": the queue of a request has no workers to share"#),
    Flaw(
      queue: #""of": "app", "per": "request", "persistent": true, "work": "1ms""#,
      message: "a queue that ends with its request outlives no crash"),
    Flaw(
      queue: #""acknowledge": "before", "work": "1ms""#,
      message: #""acknowledge" is for queues that outlive a crash ("persistent")"#),
    Flaw(
      queue: #""visibility": { }, "retry": { "attempts": 2 }, "work": "1ms""#,
      message: #"'retry' is not for a queue with "visibility" or "push", which has its own ways"#),
    Flaw(
      queue: #""visibility": { }, "push": { }, "work": "1ms""#,
      message: "'visibility' and 'push' exclude each other"),
    Flaw(
      queue: #""visibility": { "delay": "16m" }, "work": "1ms""#,
      message: "a delay of 16m is not in 0s...15m"),
    Flaw(
      queue: #""push": { }, "workers": "unlimited", "work": "1ms""#,
      message: "messages can only be pushed to so many workers; say how many"),
    Flaw(
      endpoint: #""latency": "1ms", "answers": { "500": "60%", "503": "50%" }"#,
      message: "the shares of all answers together are more than 100%"),
    Flaw(
      endpoint: #""latency": "1ms", "answers": { "200": "60%" }"#,
      message: "expected a status from 300 to 599, not '200'"),
    Flaw(
      step: #"{ "guard": "jobs" }"#, message: "'jobs' is a queue, not an external"),
    Flaw(
      step: #"{ "guard": "receiver", "lookup": "blocking" }"#,
      message: "'app' has no event loop to block"),
    Flaw(
      step: #"{ "guard": "receiver", "schemes": ["HTTP"] }"#,
      message: "a scheme is written in lower case, not 'HTTP'"),
    Flaw(
      expectation: #"{ "metric": "jobs.lost", "of": "app", "equals": 0 }"#,
      message: "'app' is a service; 'jobs.lost' exists for: queue"),
    Flaw(
      expectation: #"{ "metric": "timeToSucess.p95", "of": "jobs", "below": "1s" }"#,
      message: "timeToSuccess"),
  ]

  @Test(arguments: flaws)
  func `what cannot be is said`(_ flaw: Flaw) throws {
    let text = """
      {
        "format": 1,
        "clients": { "web": { "arrivals": { "poisson": "5/s" }, "calls": "app" } },
        "components": {
          "app": { "kind": "service", "handles": { "*": [ \(flaw.step), { "enqueue": "jobs" },
                   { "call": "receiver" }, { "call": "other" } ] } },
          "other": { "kind": "service", "work": "1ms" },
          "jobs": { "kind": "queue", \(flaw.queue) },
          "receiver": { "kind": "external", \(flaw.endpoint) }
        },
        "expect": [ \(flaw.expectation) ]
      }
      """
    let problem = #expect(throws: InvalidModel.self) {
      _ = try ModelDocument(text, named: "flaw.json").architecture()
    }
    let message = try "\(#require(problem))"
    #expect(message.contains(flaw.message), "\(message)")
  }
}
