import ArchitectureSimulation
import Testing
import TimeBase

/// Names of endpoints that are looked up, remembered, and sometimes not found: ten calls in each
/// second, the first at 50 ms.
@Suite struct NameTests {
  private func play(
    _ endpoint: String, faults: [String] = [], does steps: String? = nil
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [Sketch.steady(calls: steps == nil ? "receiver" : "app")],
      components: [
        ("receiver", #"{ "kind": "external", "latency": "0s", \#(endpoint) }"#)
      ] + (steps.map { [Sketch.service(does: $0)] } ?? []), faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func names(
    _ result: RunResult
  ) throws -> ComponentResult.ExternalResult.Names {
    try #require(result.external().names)
  }

  /// At 50 ms, 2.15 s, 4.25 s, 6.35 s and 8.45 s: an answer is there after 100 ms, is good for 2 s, and
  /// is not good any more at the end of them.
  @Test func `A name is looked up again when its time is over`() throws {
    let result = try play(#""dns": "100ms", "dnsTTL": "2s""#)
    let names = try names(result)
    #expect(names.lookups == 5 && names.remembered == 95 && names.failed == 0)
    #expect(try result.client().latency?.mean == .milliseconds(5))
    #expect(try result.client().latency?.maximum == .milliseconds(100))
  }

  /// Remembered up to 2.15 s, then asked for in vain by those whose 500 ms are over before 6 s: the
  /// calls of 2.15 s to 5.45 s. From 6.05 s to 8.05 s it is known again.
  @Test func `Who remembers a name does not notice that it is not found`() throws {
    let result = try play(
      #""dns": "100ms", "dnsTTL": "2s""#,
      faults: [#"{ "at": "1s", "for": "5s", "dns": "receiver", "failsAfter": "500ms" }"#])
    let names = try names(result)
    #expect(names.lookups == 41 && names.remembered == 59 && names.failed == 34)
    #expect(try result.client().count(.refused) == 34)
    #expect(try result.external().effects == 66)
  }

  /// Twice as long from 2 s and three times as long from 3 s: ten calls of 200 ms, ten of 600 ms where
  /// both are on, ten of 300 ms, and seventy of 100 ms.
  @Test func `Slow look-ups multiply`() throws {
    let result = try play(
      #""dns": "100ms""#,
      faults: [
        #"{ "at": "2s", "for": "2s", "dns": "receiver", "factor": 2 }"#,
        #"{ "at": "3s", "for": "2s", "dns": "receiver", "factor": 3 }"#,
      ])
    #expect(try names(result).lookups == 100)
    #expect(try result.client().latency?.mean == .milliseconds(180))
    #expect(try result.client().latency?.maximum == .milliseconds(600))
  }

  @Test func `A guard refuses what has no address at the time`() throws {
    let steps =
      #"{ "guard": "receiver", "otherwise": [ { "respond": 422 } ] }, { "call": "receiver" }"#
    let result = try play(
      #""address": "public""#,
      faults: [#"{ "at": "2s", "for": "3s", "dns": "receiver" }"#], does: steps)
    #expect(try result.client().count(ofStatus: 422) == 30)
    #expect(try result.external().effects == 70)
    #expect(try names(result).failed == 30)
  }

  @Test func `A process asks once for the guard and for its calls`() throws {
    let result = try play(
      #""dns": "100ms", "dnsTTL": "1h""#, does: #"{ "guard": "receiver" }, { "call": "receiver" }"#)
    let names = try names(result)
    #expect(names.lookups == 1 && names.remembered == 199)
    #expect(try result.client().latency?.mean == .milliseconds(1))
  }
}
