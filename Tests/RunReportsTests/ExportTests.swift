import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct ExportTests {
  private static let drawing = ArchitectureDrawing(
    clients: ["web"], components: [("app", "service"), ("main \"db\"", "database")],
    calls: [.init(from: "web", to: "app"), .init(from: "app", to: "main \"db\"")])

  @Test func `an architecture is drawn in the language of Mermaid`() {
    #expect(
      Self.drawing.mermaid == """
        flowchart LR
          n0(["web<br/>client"])
          n1["app<br/>service"]
          n2[("main #34;db#34;<br/>database")]
          n0 --> n1
          n1 --> n2

        """)
  }

  @Test func `an architecture is drawn in the language of Graphviz`() {
    #expect(
      Self.drawing.dot == """
        digraph architecture {
          rankdir=LR;
          node [shape=box, style=rounded];
          n0 [label="web\\nclient"];
          n1 [label="app\\nservice"];
          n2 [label="main \\"db\\"\\ndatabase"];
          n0 -> n1;
          n1 -> n2;
        }

        """)
  }

  /// A sample: name, labels in braces, a number, a time stamp.
  private static func isSample(_ line: Substring) -> Bool {
    line.wholeMatch(
      of:
        /[a-z_]+\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*\} [-0-9.e+]+ [0-9.]+/
    )
      != nil
  }

  @Test(arguments: [Sample.healthy, Sample.outage, Sample.hostile, Sample.empty])
  func `the series is written by the grammar of OpenMetrics`(result: RunResult) throws {
    let lines = OpenMetricsText(result).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.suffix(2) == ["# EOF", ""])
    var family = Substring()
    var types: [Substring: Substring] = [:]
    for line in lines.dropLast(2) {
      if line.hasPrefix("# TYPE ") {
        let words = line.split(separator: " ")
        family = words[2]
        #expect(types.updateValue(words[3], forKey: family) == nil, "\(family) begins twice")
      } else if !line.hasPrefix("# ") {
        #expect(Self.isSample(line), "\(line)")
        let suffix = types[family] == "counter" ? "_total{" : "{"
        #expect(line.hasPrefix(family + suffix), "\(line) is not of \(family)")
      }
    }
  }

  @Test func `counters run from the start and stamps are ends of steps`() {
    var result = Sample.healthy
    result.series.step = .seconds(10)
    result.window = .init(start: .zero, end: .zero + .seconds(25))
    result.series.clients = [
      .init(
        name: "web",
        points: [
          .init(offered: 3, succeeded: 3, failed: 0, p50: .milliseconds(1), p95: nil, p99: nil),
          .init(offered: 4, succeeded: 3, failed: 1, p50: nil, p95: nil, p99: nil),
          .init(offered: 1, succeeded: 1, failed: 0, p50: nil, p95: nil, p99: nil),
        ])
    ]
    let text = OpenMetricsText(result).text
    #expect(
      text.contains(
        """
        rehearsal_requests_total{client="web",outcome="offered"} 3 10
        rehearsal_requests_total{client="web",outcome="offered"} 7 20
        rehearsal_requests_total{client="web",outcome="offered"} 8 25

        """))
    #expect(text.contains("rehearsal_latency_seconds{client=\"web\",percentile=\"50\"} 0.001 10\n"))
  }
}
