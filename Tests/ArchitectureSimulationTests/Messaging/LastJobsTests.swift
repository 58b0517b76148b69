import ArchitectureSimulation
import Testing
import TimeBase

/// Workers of private queues whose instance is told to end.
@Suite struct LastJobsTests {
  private func play(
    _ traits: String = "", queue: String, steps: String = #"{ "wait": "1s" }"#,
    handler: String = #"{ "enqueue": "jobs" }"#, requests: Int = 5, deploy: String = "2500ms",
    duration: String = "30s"
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "\#(duration)", "warmup": "0s""#,
      clients: [
        ("web", #"{ "arrivals": { "constant": "1000/s", "limit": \#(requests) }, "calls": "app" }"#)
      ],
      components: [
        Sketch.service("app", #""workers": "unlimited", "boot": "500ms""# + traits, does: handler),
        ("jobs", #"{ "kind": "queue", "of": "app", "steps": [ \#(steps) ], \#(queue) }"#),
      ], faults: [#"{ "at": "\#(deploy)", "deploy": "app" }"#]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  struct End: Sendable, CustomTestStringConvertible {
    var queue: String
    var service = ""
    var deploy = "2500ms"
    var succeeded: UInt64
    var lost: UInt64 = 0
    var redelivered: UInt64 = 0

    /// When the instance is back, and how long the last job to succeed has taken.
    var isBack: TimeSpan
    var last: TimeSpan

    var testDescription: String { "\(queue)\(service)" }
  }

  /// Five jobs of a second each from about 0 s on, and half a second to boot.
  static let ends = [
    End(
      queue: #""workers": 1"#, succeeded: 2, lost: 3, isBack: .seconds(3), last: .seconds(2)),
    End(
      queue: #""onShutdown": "finish""#, succeeded: 3, lost: 2, isBack: .milliseconds(3_500),
      last: .seconds(3)),
    End(
      queue: #""onShutdown": "finish", "per": "instance", "discipline": "lifo""#, succeeded: 3,
      lost: 2, isBack: .milliseconds(3_500), last: .seconds(3)),
    End(
      queue: #""onShutdown": "drain""#, succeeded: 5, isBack: .milliseconds(5_500),
      last: .seconds(5)),
    End(
      queue: #""onShutdown": "drain""#, service: #", "shutdown": { "grace": "1s" }"#, succeeded: 3,
      lost: 2, isBack: .seconds(4), last: .seconds(3)),
    End(
      queue: #""onShutdown": "drain""#, service: #", "shutdown": { "manner": "cancel" }"#,
      succeeded: 2, lost: 3, isBack: .seconds(3), last: .seconds(2)),
    End(
      queue: #""persistent": true"#, succeeded: 5, redelivered: 1, isBack: .seconds(3),
      last: .seconds(6)),
    End(
      queue: #""persistent": true, "onShutdown": "finish""#, succeeded: 5,
      isBack: .milliseconds(3_500), last: .milliseconds(5_500)),
    End(
      queue: #""onShutdown": "finish", "workers": "unlimited""#, deploy: "500ms", succeeded: 5,
      isBack: .milliseconds(1_500), last: .seconds(1)),
  ]

  @Test(arguments: ends)
  func `the way in which workers end decides what is lost and how long it takes`(_ end: End) throws
  {
    let result = try play(end.service, queue: end.queue, deploy: end.deploy)
    let jobs = try result.jobs()
    #expect(jobs.accepted == 5)
    #expect(jobs.succeeded == end.succeeded)
    #expect(jobs.lost == end.lost)
    #expect(try result.queue().redelivered == end.redelivered)
    let isBack = try #require(result.faults.first?.end)
    #expect(abs((isBack - (.zero + end.isBack)).nanoseconds) <= 5_000_000)
    let last = try #require(jobs.timeToSuccess?.maximum)
    #expect(abs((last - end.last).nanoseconds) <= 5_000_000)
  }

  /// A grace of 30 s, and jobs that need 10 s and 40 s: the first is done, the second goes back at 30 s.
  @Test(arguments: [("10s", 0, 10.0), ("40s", 1, 71.0)])
  func `what the grace does not suffice for goes back and is done again`(
    _ need: String, _ redelivered: UInt64, _ seconds: Double
  ) throws {
    let result = try play(
      queue: #""persistent": true, "onShutdown": "finish""#, steps: #"{ "wait": "\#(need)" }"#,
      requests: 1, deploy: "500ms", duration: "2m")
    #expect(try result.jobs().succeeded == 1)
    #expect(try result.queue().redelivered == redelivered)
    #expect(try result.jobs().timeToSuccess?.maximum.seconds == seconds)
  }

  /// The request is inside until 1 s and brings its job only then; it is told to end at 0.5 s.
  @Test(arguments: [("cancel", 0, 1.5), ("finish", 0, 1.5), ("drain", 1, 2.5)])
  func `a job of the last request is worked on only by who drains`(
    _ manner: String, _ succeeded: UInt64, _ isBack: Double
  ) throws {
    let result = try play(
      queue: #""onShutdown": "\#(manner)""#, handler: #"{ "wait": "1s" }, { "enqueue": "jobs" }"#,
      requests: 1, deploy: "500ms")
    #expect(try result.client().succeeded == 1)
    #expect(try result.jobs().succeeded == succeeded)
    #expect(try result.jobs().lost == 1 - succeeded)
    let end = try #require(result.faults.first?.end)
    #expect(abs((end - .zero).seconds - isBack) < 0.005)
  }

  /// A job that fails after 1 s and again after 2 s has an end at 4 s, if somebody waits for it.
  @Test(arguments: [("finish", 0, 1, 1.5), ("drain", 1, 0, 4.5)])
  func `a job between two deliveries is one that is left`(
    _ manner: String, _ failed: UInt64, _ lost: UInt64, _ isBack: Double
  ) throws {
    let result = try play(
      queue: #"""
        "onShutdown": "\#(manner)",
        "retry": { "attempts": 2, "backoff": { "base": "2s", "jitter": "none" } }
        """#, steps: #"{ "wait": "1s" }, { "fail": "100%" }"#, requests: 1, deploy: "500ms")
    #expect(try result.jobs().failed == failed)
    #expect(try result.jobs().lost == lost)
    let end = try #require(result.faults.first?.end)
    #expect(abs((end - .zero).seconds - isBack) < 0.005)
  }

  /// A crash while an instance waits for its jobs leaves nothing to wait for.
  @Test(arguments: ["", #", "persistent": true"#])
  func `a crash ends the wait for jobs`(_ kept: String) throws {
    let result = try Sketch(
      run: #""duration": "30s", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { "constant": "1000/s", "limit": 5 }, "calls": "app" }"#)],
      components: [
        Sketch.service("app", #""workers": "unlimited""#, does: #"{ "enqueue": "jobs" }"#),
        (
          "jobs",
          #"{ "kind": "queue", "of": "app", "work": "1s", "onShutdown": "drain"\#(kept) }"#
        ),
      ],
      faults: [
        #"{ "at": "2500ms", "deploy": "app" }"#,
        #"{ "at": "2700ms", "for": "1s", "crash": "app" }"#,
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.jobs().lost == (kept.isEmpty ? 3 : 0))
    #expect(try result.jobs().succeeded == (kept.isEmpty ? 2 : 5))
    #expect(result.faults.first?.end == .zero + .milliseconds(3_700))
  }
}
