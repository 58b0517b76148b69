import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct StationFiguresTests {
  @Test func `how many were inside is told by time`() {
    // Of 10 s, 5 s with nobody, 3 s with one, 2 s with four: mean (3 + 8) / 10, mean square
    // (3 + 32) / 10.
    let text = Self.text(
      levels: [.seconds(5), .seconds(3), .zero, .zero, .seconds(2), .zero], saturated: 0.25,
      slowdown: 1.5)
    #expect(text.contains("\"saturated\": 0.25,\n"))
    #expect(text.contains("\"slowdown\": 1.5,\n"))
    #expect(
      text.contains(
        #""concurrency": {"mean": 1.1, "variance": 2.29, "p50": 0, "p95": 4, "p99": 4, "max": 4}"#))
  }

  @Test(arguments: [[], [.zero], [.zero, .zero]] as [[TimeSpan]])
  func `no time tells nothing`(levels: [TimeSpan]) {
    #expect(Self.text(levels: levels).contains("\"concurrency\": null,\n"))
  }

  @Test func `an empty station was empty all the time`() {
    #expect(
      Self.text(levels: [.seconds(1)]).contains(
        #""concurrency": {"mean": 0, "variance": 0, "p50": 0, "p95": 0, "p99": 0, "max": 0}"#))
  }

  private static func text(
    levels: [TimeSpan], saturated: Double? = nil, slowdown: Double? = nil
  ) -> String {
    var result = Sample.tiny
    result.components[1].total.concurrency = levels
    result.components[1].total.saturatedShare = saturated
    result.components[1].total.slowdownMean = slowdown
    return JSONReport(result).text
  }
}
