import ArchitectureSimulation
import Testing
import TimeBase

/// What can go on for ever within one instant.
@Suite struct InstantBoundTests {
  /// Handlers of two queues by which jobs breed without taking time.
  private static let circles = [
    #"{ "enqueue": "jobs" }"#, #"{ "enqueue": "others" }"#,
  ]

  @Test(arguments: circles, ["1", "\"unlimited\""])
  func `Jobs that breed jobs in no time are stopped`(
    _ step: String, _ workers: String
  ) throws {
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 5000"#,
      clients: [Sketch.once(at: "1s")],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        ("jobs", #"{ "kind": "queue", "workers": \#(workers), "steps": [ \#(step) ] }"#),
        ("others", #"{ "kind": "queue", "steps": [ { "enqueue": "jobs" } ] }"#),
      ]
    ).play()
    let time = Instant.zero + .seconds(1)
    #expect(
      result.ending
        == .stopped(
          at: time,
          reason: "time stands still at 1s: more than 80000 steps were made at that instant, with"
            + " most calls at jobs"))
    #expect(try result.client().succeeded == 1)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Retries that multiply from hop to hop are stopped within their instant`() throws {
    // Ten attempts at each of eight hops are a hundred million calls.
    let hops = (0..<8).map { hop in
      Sketch.service(
        "hop\(hop)",
        does: """
          { "call": "hop\(hop + 1)", "retry": { "attempts": 10, "backoff": "none" } }
          """)
    }
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 5000"#,
      clients: [Sketch.once(at: "1s", calls: "hop0")],
      components: hops + [Sketch.service("hop8", does: #"{ "respond": 500 }"#)]
    ).play()
    guard case .stopped(let time, let reason) = result.ending else {
      Issue.record("the run went on")
      return
    }
    #expect(time == .zero + .seconds(1))
    #expect(reason.contains("more than 80000 steps"))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Users who are refused in no time are stopped, and it is said what helps`() throws {
    let result = try Sketch(
      run: #""duration": "10s", "warmup": "0s", "inFlightLimit": 5000"#,
      clients: [("web", #"{ "users": 3, "think": "0s", "calls": "app" }"#)],
      components: [Sketch.service(does: #"{ "wait": "10ms" }"#)],
      faults: [#"{ "at": "1s", "for": "1s", "outage": "app" }"#]
    ).play()
    guard case .stopped(let time, let reason) = result.ending else {
      Issue.record("the run went on")
      return
    }
    #expect(time == .zero + .seconds(1))
    #expect(reason.contains("with most calls at app; users who think for no time ask again"))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A run in the middle of an endless instant can be told to stop`() throws {
    let run = try ArchitectureRun(
      Sketch(
        clients: [Sketch.once()],
        components: [
          Sketch.service(does: #"{ "enqueue": "jobs" }"#),
          ("jobs", #"{ "kind": "queue", "steps": [ { "enqueue": "jobs" } ] }"#),
        ]
      ).architecture())
    #expect(run.result { _ in false } == nil)
  }
}
