import ArchitectureSimulation
import Testing
import TimeBase

/// Known answers: when a level starts a fault.
@Suite struct TriggerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var trigger: String

    /// Beginnings of the fault, each of which lasts a second.
    var starts: [Int64]

    var testDescription: String { trigger }
  }

  /// Ten requests a second for ten seconds, from 50 ms on, and a fault that changes nothing.
  private func play(_ trigger: String, steps: String, workers: Int) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "40s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [
        Sketch.service("app", #""workers": \#(workers)"#, does: steps),
        ("cache", #"{ "kind": "cache", "capacity": 1, "latency": "0s" }"#),
      ],
      faults: [#"{ "when": { \#(trigger) }, "for": "1s", "freeze": "cache" }"#]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func starts(_ result: RunResult) -> [Int64] {
    result.faults.map { $0.start.nanoseconds / 1_000_000 }
  }

  /// Each of a hundred keeps one of two workers busy for 100 ms, from 50 ms to 10.05 s: half of them.
  @Test(arguments: [
    // A window of 2 s is half busy first when it is over. At its first look it lacks 50 ms.
    Case(trigger: #""above": "48%", "over": "2s""#, starts: [2_000]),
    // Looks are 200 ms apart: the second has 2 s of work.
    Case(trigger: #""above": "49%", "over": "2s""#, starts: [2_200]),
    Case(trigger: #""above": "50%", "over": "2s""#, starts: []),
    // Exceeded from 2 s on for 3 s.
    Case(trigger: #""above": "48%", "over": "2s", "lasting": "3s""#, starts: [5_000]),
    Case(trigger: #""above": "48%", "over": "2s", "lasting": "9s""#, starts: []),
    // It never falls before the end, and then only once.
    Case(trigger: #""above": "48%", "over": "2s", "againAt": "10%""#, starts: [2_000]),
    Case(trigger: #""above": "48%", "over": "2s", "after": "1500ms""#, starts: [3_500]),
  ])
  func `A utilisation that is exceeded starts a fault`(_ level: Case) throws {
    let result = try play(
      #""metric": "utilisation", "of": "app", \#(level.trigger)"#, steps: #"{ "wait": "100ms" }"#,
      workers: 2)
    #expect(starts(result) == level.starts)
  }

  /// All requests fail, from 50 ms to 9.95 s.
  @Test(arguments: [
    (#""of": "app", "above": "99%""#, [Int64(10_000)]),
    (#""of": "web", "above": "99%", "over": "1s""#, [1_000]),
    (#""of": "web", "above": "0%", "over": "500ms", "lasting": "4s""#, [4_500]),
    (#""of": "cache", "above": "0%""#, []),
  ])
  func `Errors that are too many start a fault`(_ trigger: String, _ times: [Int64]) throws {
    let result = try play(
      #""metric": "errors", \#(trigger)"#, steps: #"{ "respond": 500 }"#, workers: 2)
    #expect(starts(result) == times)
  }

  /// A request is inside for 20 ms of every 100 ms, from 50 ms on.
  @Test func `A level that has fallen can start a fault once more`() throws {
    let trigger = #""metric": "inFlight", "of": "app", "above": 0, "againAt": 0"#
    let result = try play(trigger, steps: #"{ "wait": "20ms" }"#, workers: 2)
    // It is over at 1.05 s, when nobody is inside; a request comes at the same instant, but later.
    #expect(starts(result) == (0..<10).map { 50 + $0 * 1_000 })
    #expect(
      result.log.entries.first.map { "\($0.time) \($0.event)" }
        == "50ms starts cache frozen: inFlight above 0")
  }

  /// Ten lines of 100 ms: who stays 60 ms does not last.
  @Test(arguments: [("50ms", [Int64(100)]), ("60ms", [110]), ("61ms", [])])
  func `A number has to be exceeded for so long`(_ time: String, _ times: [Int64]) throws {
    let result = try play(
      #""metric": "inFlight", "of": "app", "above": 0, "lasting": "\#(time)""#,
      steps: #"{ "wait": "60ms" }"#, workers: 2)
    #expect(starts(result) == times)
  }
}
