import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct BalancingFiguresTests {
  private static func check(_ target: String, down: Int64) -> BalancingResult.Check {
    .init(
      target: target, sent: 1_000, failed: 40, wentDown: 2, cameUp: 1, down: .seconds(down))
  }

  private func texts(_ balancing: BalancingResult?) -> (json: String, text: String) {
    var result = Sample.tiny
    result.components[1].balancing = balancing
    return (
      JSONReport(result).text,
      TextReport(result, calls: [], reproducedBy: ["simulate"], style: .ascii).text
    )
  }

  @Test func `who asks nobody says nothing of it`() {
    let json = texts(nil).json
    #expect(!json.contains("checks") && !json.contains("loadProbes"))
  }

  @Test func `what checks came to is told, of whom it concerned most`() {
    let checks = [("a", 0), ("b", 3), ("c", 4), ("d", 1), ("e", 2)].map {
      Self.check($0.0, down: $0.1)
    }
    let (json, text) = texts(BalancingResult(checks: checks))
    #expect(
      json.contains(
        #"{"target": "b", "sent": 1000, "failed": 40, "wentDown": 2, "cameUp": 1, "#
          + #""downTime": 3}"#))
    let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      words.contains(
        "5,000 checks of targets, 200 failed; c left out for 4.00 s, b left out for 3.00 s, e left out"
          + " for 2.00 s, 1 other for less"))
  }

  @Test func `questions about load are counted`() {
    let (json, text) = texts(BalancingResult(loadProbes: .init(sent: 3_000, answered: 2_990)))
    #expect(json.contains(#""loadProbes": {"sent": 3000, "answered": 2990}"#))
    #expect(!json.contains("checks"))
    #expect(text.contains("3,000 questions about load, 2,990 answered"))
  }
}
