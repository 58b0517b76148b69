import ArchitectureSimulation
import Testing
import TimeBase

/// The first failed requests of each cause, written down one by one.
@Suite struct FailureLogTests {
  private func sketch(_ run: String) -> Sketch {
    Sketch(
      run: #""duration": "12s", "warmup": "5s"\#(run)"#,
      clients: [Sketch.steady(calls: "app", #""timeout": "1s""#)],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [
        #"{ "at": "3s", "for": "1s", "crash": "app" }"#,
        #"{ "at": "6s", "for": "1s", "outage": "app", "mode": "hang" }"#,
      ])
  }

  @Test func `So many of each cause are kept, from the start of the run`() throws {
    let result = try sketch(#", "failures": 2"#).play()
    let failures = try #require(result.failures)
    // A request every 100 ms from 50 ms on: the 31st, at 3.05 s, is the first that fails.
    #expect(failures.map(\.number) == [30, 31, 60, 61])
    #expect(failures.map(\.cause) == [.refused, .refused, .timeout, .timeout])
    let times: [Int64] = [3_050, 3_150, 6_050, 6_150]
    #expect(failures.map(\.sent) == times.map { Instant.zero + TimeSpan.milliseconds($0) })
    #expect(failures.map(\.latency) == [.zero, .zero, .seconds(1), .seconds(1)])
    #expect(failures.allSatisfy { $0.client == "web" && $0.place == "app" && $0.attempts == 1 })
  }

  @Test func `Who does not ask gets none, and the run is the same`() throws {
    let silent = try sketch("").play()
    var asked = try sketch(#", "failures": 1000"#).play()
    #expect(silent.failures == nil)
    #expect(asked.failures?.count == 20)
    asked.failures = nil
    asked.model = silent.model
    #expect(asked == silent)
  }
}
