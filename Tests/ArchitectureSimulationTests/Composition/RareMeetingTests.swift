import ArchitectureSimulation
import Testing
import TimeBase

/// Mechanisms that seldom meet, and whose books must balance when they do.
@Suite struct RareMeetingTests {
  private func play(_ sketch: Sketch) throws -> RunResult {
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test(arguments: ["cancel", "finish", "drain"], [1, 3])
  func `an instance that an autoscaler adds has a queue of its own`(
    _ manner: String, _ processes: Int
  ) throws {
    let result = try play(
      Sketch(
        run: #""duration": "2m", "warmup": "0s""#,
        clients: [("web", #"{ "arrivals": { "constant": "20/s" }, "calls": "app" }"#)],
        components: [
          Sketch.service(
            "app",
            #""workers": "unlimited", "processes": \#(processes), "autoscale": { "inFlight": 5, "max": 4 }"#,
            does: #"{ "enqueue": "jobs" }, { "wait": "1s" }"#),
          (
            "jobs",
            #"""
            { "kind": "queue", "of": "app", "per": "instance", "work": "20ms",
              "onShutdown": "\#(manner)" }
            """#
          ),
        ]))
    #expect(try #require(try result.component("app").turnover).readyAtEnd > 1)
    #expect(try result.jobs().accepted > 2_000)
    #expect(try result.jobs().lost == 0)
  }

  /// A job whose work was interrupted is not resumed with the worker that it gives back.
  @Test(arguments: ["crash", "deploy"], [#""cores": 1, "sharing": "inOrder""#, #""cores": 1"#])
  func `a job that was interrupted ends once when its process does`(
    _ fault: String, _ cpu: String
  ) throws {
    let end = fault == "crash" ? #""for": "1s", "crash": "app""# : #""deploy": "app""#
    let result = try play(
      Sketch(
        run: #""duration": "8s", "warmup": "0s""#,
        clients: [("web", #"{ "arrivals": { "constant": "10/s" }, "calls": "app" }"#)],
        components: [
          (
            "app",
            #"{ "kind": "service", "cpu": { \#(cpu) }, "handles": { "*": [ { "enqueue": "jobs" } ] } }"#
          ),
          ("jobs", #"{ "kind": "queue", "of": "app", "work": "400ms" }"#),
        ],
        faults: [
          #"{ "at": "2s", "for": "1433ms", "brownout": "jobs" }"#, #"{ "at": "3s", \#(end) }"#,
        ]))
    #expect(try result.jobs().lost > 20)
    #expect(try result.jobs().succeeded > 10)
  }

  /// On a network that takes no time, a copy can be cancelled in the instant in which it was sent.
  @Test(arguments: 0..<12)
  func `copies that are cancelled as they leave do not arrive`(_ seed: Int) throws {
    let result = try play(
      Sketch(
        run: #""duration": "20s", "warmup": "0s", "seed": \#(seed)"#,
        clients: [
          (
            "web",
            #"""
            { "users": 5, "think": { "exponential": "100ms" }, "hedge": { "after": "99ms" },
              "calls": "app" }
            """#
          )
        ],
        components: [
          (
            "app",
            #"""
            { "kind": "service", "handles": { "*": [
              { "chance": "20%", "then": [ { "fail": "100%" } ] },
              { "compute": { "uniform": ["15ms", "61ms"] } } ] } }
            """#
          )
        ]))
    #expect(try result.client().succeeded > 250)
    // A hedge is of two copies, whatever becomes of the first.
    #expect(try result.station("app").arrivals <= 2 * (result.client().completed + 5))
  }

  /// Who comes last may be the one that the others displace.
  @Test(arguments: ["fifo", "lifo", "priority", "earliestDeadline", "fair"], [0, 1, 3])
  func `a job that finds only better ones in a full line has an end`(
    _ discipline: String, _ capacity: Int
  ) throws {
    let result = try play(
      Sketch(
        run: #""duration": "10s", "warmup": "0s""#,
        clients: [
          (
            "web",
            #"""
            { "arrivals": { "poisson": "200/s" }, "calls": "app", "timeout": "1s",
              "tenant": { "uniform": 3 },
              "requests": { "a": { "priority": 0 }, "b": { "priority": 2 } } }
            """#
          )
        ],
        components: [
          (
            "app",
            #"{ "kind": "service", "handles": { "*": [ { "enqueue": "jobs", "otherwise": [] } ] } }"#
          ),
          (
            "jobs",
            #"""
            { "kind": "queue", "capacity": \#(capacity), "whenFull": "displace",
              "steps": [ { "wait": { "exponential": "10ms" } } ], "discipline": "\#(discipline)" }
            """#
          ),
        ]))
    let jobs = try result.jobs()
    #expect(jobs.accepted == jobs.succeeded + jobs.failed + jobs.unfinishedAtEnd)
    #expect((jobs.failed > 0) == (capacity > 0))
  }
}
