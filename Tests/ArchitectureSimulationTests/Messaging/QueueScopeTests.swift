import ArchitectureSimulation
import Testing
import TimeBase

/// Queues that belong to a process, an instance or a request, and what dies with these.
@Suite struct QueueScopeTests {
  private func sketch(
    _ traits: String = #""workers": "unlimited""#, queue: String,
    handler: String = #"{ "enqueue": "jobs" }"#, faults: [String] = []
  ) -> Sketch {
    Sketch(
      run: #""duration": "30s", "warmup": "0s""#,
      clients: [
        ("web", #"{ "arrivals": { "constant": "1000/s", "limit": 5 }, "calls": "app" }"#)
      ],
      components: [
        Sketch.service("app", traits, does: handler),
        ("jobs", #"{ "kind": "queue", "of": "app", \#(queue) }"#),
      ], faults: faults)
  }

  private func play(_ sketch: Sketch) throws -> RunResult {
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  struct Crash: Sendable {
    var queue: String
    var succeeded: UInt64
    var lost: UInt64
    var redelivered: UInt64 = 0
    var last: TimeSpan
  }

  /// Five jobs of a second each from about 0 s on; the process is down from 2.5 s to 3.5 s.
  static let crashes = [
    Crash(queue: #""workers": 1"#, succeeded: 2, lost: 3, last: .seconds(2)),
    Crash(
      queue: #""workers": 1, "persistent": true"#, succeeded: 5, lost: 0, redelivered: 1,
      last: .milliseconds(6_500)),
    Crash(
      queue: #""workers": 1, "persistent": true, "acknowledge": "before""#, succeeded: 4, lost: 1,
      last: .milliseconds(5_500)),
    Crash(
      queue: #""workers": "unlimited", "persistent": true"#, succeeded: 5, lost: 0,
      last: .milliseconds(1_004)),
    Crash(
      queue: #""workers": 1, "persistent": true, "discipline": "lifo""#, succeeded: 5, lost: 0,
      redelivered: 1, last: .milliseconds(6_500)),
  ]

  @Test(arguments: crashes)
  func `what a crash loses is what was in memory`(_ crash: Crash) throws {
    let result = try play(
      sketch(
        queue: crash.queue + #", "steps": [ { "wait": "1s" }, { "count": "done" } ]"#,
        faults: [#"{ "at": "2500ms", "for": "1s", "crash": "app" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.accepted == 5)
    #expect(jobs.succeeded == crash.succeeded)
    #expect(jobs.lost == crash.lost)
    #expect(jobs.failed == 0)
    #expect(try result.queue().redelivered == crash.redelivered)
    let last = try #require(jobs.timeToSuccess?.maximum)
    #expect(abs((last - crash.last).nanoseconds) <= 5_000_000)
  }

  @Test func `a shared queue crashes by itself, and takes nothing in meanwhile`() throws {
    var model = sketch(queue: #""workers": 1, "steps": [ { "wait": "1s" } ]"#)
    model.clients = [Sketch.once("a"), Sketch.once("b", at: "1s")]
    model.components[1].1 = #"{ "kind": "queue", "steps": [ { "wait": "5s" } ] }"#
    model.faults = [#"{ "at": "500ms", "for": "1s", "crash": "jobs" }"#]
    let result = try play(model)
    #expect(try result.jobs().lost == 1)
    #expect(try result.client("b").count(.refused) == 1)
  }

  /// With the loop's only core, a job of a second makes the request of 10 ms that comes half a second
  /// later wait for its end.
  @Test(arguments: [("of", 1_010), ("shared", 10)])
  func `jobs of a process compute on its processor`(place: String, milliseconds: Int64) throws {
    let owner = place == "of" ? #""of": "app","# : ""
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "500ms")].map {
        ($0.0, $0.1.dropLast(2) + #", "requests": { "\#($0.0)": {} } }"#)
      },
      components: [
        (
          "app",
          """
          { "kind": "service", "cpu": { "cores": 1, "sharing": "inOrder" }, "handles": {
              "a": [ { "enqueue": "jobs" } ], "b": [ { "compute": "10ms" } ] } }
          """
        ),
        ("jobs", #"{ "kind": "queue", \#(owner) "steps": [ { "compute": "1500ms" } ] }"#),
      ])
    let result = try play(sketch)
    #expect(try result.client("b").latency?.areAll(.milliseconds(milliseconds)) == true)
    #expect(try result.station("jobs").residence?.mean == .milliseconds(1_500))
  }

  @Test func `a frozen process does not work on its jobs`() throws {
    let result = try play(
      sketch(
        queue: #""steps": [ { "wait": "1s" } ]"#,
        faults: [#"{ "at": "500ms", "for": "10s", "freeze": "app" }"#]))
    #expect(try result.jobs().succeeded == 5)
    #expect(try result.jobs().timeToSuccess?.maximum.seconds.rounded() == 15)
  }

  /// Of five requests, spread in turn over two processes of each of two instances.
  @Test(arguments: [("process", 4), ("instance", 2)])
  func `there is a queue of each process or of each instance`(per: String, count: Int) throws {
    let traits = #""instances": 2, "processes": 2, "spread": "roundRobin", "workers": "unlimited""#
    let result = try play(
      sketch(traits, queue: #""per": "\#(per)", "steps": [ { "wait": "1s" } ]"#))
    let jobs = try result.component("jobs")
    #expect(jobs.instances.count == count)
    // The fifth joins the first, behind which one waits already if all processes share a queue.
    let waits = jobs.instances.map(\.queueMaximum)
    #expect(waits == (per == "process" ? [1, 0, 0, 0] : [2, 1]))
  }

  @Test func `a crash of one instance costs the jobs of its own queue`() throws {
    let traits = #""instances": 2, "processes": 2, "spread": "roundRobin", "workers": "unlimited""#
    for (per, lost) in [("process", 3), ("instance", 3)] {
      let result = try play(
        sketch(
          traits, queue: #""per": "\#(per)", "steps": [ { "wait": "10s" } ]"#,
          faults: [#"{ "at": "1s", "for": "1s", "crash": "app", "instance": 0 }"#]))
      #expect(try result.jobs().lost == UInt64(lost))
    }
  }

  @Test func `the queue of a request is lost with it`() throws {
    let none = try play(
      sketch(queue: #""per": "request", "steps": [ { "wait": "1s" } ]"#))
    #expect(try none.client().succeeded == 5)
    #expect(try none.jobs().accepted == 5)
    #expect(try none.jobs().lost == 5)
    // The handler goes on for a second after it has put a job of half a second and one of two there.
    let some = try play(
      sketch(
        queue: #"""
          "per": "request", "workers": "unlimited",
          "steps": [ { "switch": "key", "cases": { "0": [ { "wait": "500ms" } ] },
                       "else": [ { "wait": "2s" } ] } ]
          """#,
        handler: #"{ "enqueue": "jobs" }, { "enqueue": "jobs" }, { "wait": "1s" }"#))
    #expect(try some.jobs().accepted == 10)
    #expect(try some.jobs().succeeded == 10)
    let late = try play(
      sketch(
        queue: #""per": "request", "workers": "unlimited", "steps": [ { "wait": "2s" } ]"#,
        handler: #"{ "enqueue": "jobs" }, { "wait": "1s" }"#))
    #expect(try late.jobs().lost == 5)
    #expect(try late.jobs().succeeded == 0)
  }

  @Test func `a crash loses what a request had put into its queue`() throws {
    let result = try play(
      sketch(
        queue: #""per": "request", "workers": "unlimited", "steps": [ { "wait": "2s" } ]"#,
        handler: #"{ "enqueue": "jobs" }, { "wait": "5s" }"#,
        faults: [#"{ "at": "1s", "for": "1s", "crash": "app" }"#]))
    #expect(try result.jobs().lost == 5)
    #expect(try result.client().count(.crashed) == 5)
  }
}
