import ArchitectureSimulation
import Testing
import TimeBase

/// Work that is under way when its instance becomes slower, stands still or loses workers.
@Suite struct PaceTests {
  private func play(
    _ faults: [String], run: String = #""duration": "40s", "warmup": "0s""#,
    _ traits: String = #""workers": 2"#
  ) throws -> RunResult {
    let result = try Sketch(
      run: run, clients: [Sketch.once("web1"), Sketch.once("web2")],
      components: [Sketch.service("app", traits, does: #"{ "wait": "10s" }"#)], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Two requests of 10 s, begun at once.
  @Test(arguments: [
    ([], 10, 10),
    ([#"{ "at": "5s", "for": "3s", "freeze": "app" }"#], 13, 13),
    // Frozen from 5 s to 10 s.
    (
      [
        #"{ "at": "5s", "for": "3s", "freeze": "app" }"#,
        #"{ "at": "7s", "for": "3s", "freeze": "app" }"#,
      ], 15, 15
    ),
    // In 4 s at half the pace 2 s of the 5 s that are left are done.
    ([#"{ "at": "5s", "for": "4s", "slow": "app", "factor": 2 }"#], 12, 12),
    // Of 5 s, 1 s is done by 7 s, a third by 9 s, two thirds by 11 s: 3 s are left.
    (
      [
        #"{ "at": "5s", "for": "4s", "slow": "app", "factor": 2 }"#,
        #"{ "at": "7s", "for": "4s", "slow": "app", "factor": 3 }"#,
      ], 14, 14
    ),
    // A frozen instance is not slow: half the pace counts from 8 s on.
    (
      [
        #"{ "at": "5s", "for": "3s", "freeze": "app" }"#,
        #"{ "at": "5s", "for": "5s", "slow": "app", "factor": 2 }"#,
      ], 14, 14
    ),
    // Who began last is interrupted, and goes on when the worker is back.
    ([#"{ "at": "4s", "for": "2s", "brownout": "app" }"#], 10, 12),
    // Or when the other worker is free.
    ([#"{ "at": "4s", "for": "10s", "brownout": "app" }"#], 10, 16),
    ([#"{ "at": "4s", "for": "2s", "brownout": "app", "workers": 2 }"#], 12, 12),
    // The first to be interrupted is the first to go on: at 6 s and at 8 s.
    (
      [
        #"{ "at": "4s", "for": "2s", "brownout": "app" }"#,
        #"{ "at": "5s", "for": "3s", "brownout": "app" }"#,
      ], 13, 12
    ),
  ])
  func `Work is overtaken by what happens to its instance`(
    _ faults: [String], _ first: Int64, _ second: Int64
  ) throws {
    let result = try play(faults)
    #expect(try result.client("web1").latency?.maximum == .seconds(first))
    #expect(try result.client("web2").latency?.maximum == .seconds(second))
  }

  /// Both instances fail after 4 s; a repair takes 2 s.
  @Test(arguments: [
    ("", "4s 6s, 4s 6s"), (#", "crews": 2"#, "4s 6s, 4s 6s"), (#", "crews": 1"#, "4s 6s, 4s 8s"),
  ])
  func `Repairs wait for a crew`(_ crews: String, _ windows: String) throws {
    let result = try play(
      [#"{ "every": "4s", "for": "2s", "crash": "app", "instance": "each"\#(crews) }"#],
      run: #""duration": "9s", "warmup": "0s""#, #""workers": 2, "instances": 2"#)
    #expect(result.faults.map(\.title) == ["crash of app[0]", "crash of app[1]"])
    let times = result.faults.map { "\($0.start) \($0.end ?? .zero)" }
    #expect(times.joined(separator: ", ") == windows)
  }

  @Test func `A failure comes again so long after its repair`() throws {
    let result = try play(
      [#"{ "every": "3s", "for": "1s", "crash": "app" }"#],
      run: #""duration": "12s", "warmup": "0s""#)
    let times = result.faults.map { "\($0.start) \($0.end ?? .zero)" }
    #expect(times == ["3s 4s", "7s 8s", "11s 12s"])
  }
}
