import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct TextReportTests {
  static let results = JSONReportTests.results
  static let calls = ExactTextReportTests.calls
  static let styles: [ReportStyle] = [
    .plain, .ascii, .coloured, ReportStyle(usesUnicode: false, usesColour: true),
  ]

  @Test(arguments: results.indices)
  func `no line is wider than the terminal, nor than 100 columns`(index: Int) {
    for (columns, limit) in [
      (20, 60), (60, 60), (73, 73), (80, 80), (99, 99), (100, 100), (200, 100),
    ] {
      for usesUnicode in [true, false] {
        let style = ReportStyle(usesUnicode: usesUnicode, width: columns)
        for line in Self.report(index, style: style).split(separator: "\n") {
          #expect(DisplayText.columns(of: String(line)) <= limit, "\(line)")
        }
      }
    }
  }

  @Test func `a table that is too wide goes on below, names repeated`() {
    let style = ReportStyle(width: 60)
    let lines = TextReport(
      Sample.healthy, calls: Self.calls, reproducedBy: ["simulate"], style: style
    ).text.split(separator: "\n", omittingEmptySubsequences: false)
    let heads = lines.filter { $0.hasPrefix("Requests") }
    #expect(heads.count == 2)
    let words = heads.flatMap { $0.split(separator: " ") }.filter { $0 != "Requests" }
    #expect(
      words == ["offered/s", "goodput/s", "errors", "mean", "p50", "p95", "p99", "max"])
    #expect(lines.count { $0.hasPrefix("web ") } == 2)
  }

  @Test(arguments: results.indices)
  func `nothing that a terminal would obey gets through`(index: Int) {
    for style in [ReportStyle.plain, .ascii] {
      for line in Self.report(index, style: style).split(separator: "\n") {
        #expect(DisplayText.name(String(line)) == String(line))
      }
    }
  }

  @Test(arguments: results.indices)
  func `the ASCII style is ASCII to the last byte`(index: Int) {
    let text = Self.report(index, style: .ascii)
    #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
  }

  @Test(arguments: results.indices)
  func `colour changes nothing but colour`(index: Int) {
    let coloured = Self.report(index, style: .coloured)
    #expect(coloured.contains("\u{1B}["))
    #expect(Self.stripped(coloured) == Self.report(index, style: .plain))
  }

  @Test(arguments: results.indices)
  func `the last line makes the run again`(index: Int) {
    let last = Self.report(index, style: .plain).split(separator: "\n").last
    let digest = Self.results[index].digest.total.hexadecimal
    #expect(last.map(String.init) == "simulate --model m  # digest \(digest)")
  }

  @Test func `a verdict has its colour`() {
    let text = Self.report(1, style: .coloured)
    #expect(text.contains("\u{1B}[32m✓\u{1B}[0m latency.p95 of web below 200ms"))
    #expect(text.contains("\u{1B}[1;31m✗\u{1B}[0m errors of web below 1%"))
    #expect(text.contains("\u{1B}[33m?\u{1B}[0m latency.p99 of batch below 1s"))
  }

  @Test func `a component that two clients reach is told once`() {
    var result = Sample.healthy
    result.clients.append(
      ClientResult(name: "batch", total: result.clients[0].total, requests: []))
    let calls =
      Self.calls + [.init(from: "batch", to: "gateway"), .init(from: "batch", to: "database")]
    let text = TextReport(result, calls: calls, reproducedBy: ["simulate"], style: .ascii).text
    #expect(
      text.contains(
        """
          web
          `- gateway             5.00%  ##
             `- balancer            0%
                `- app           41.3%  #################
                   |- cache      11.0%  ####
                   |- jobs      asynchronous
                   `- database   38.7%  ###############
          batch
          |- gateway (as above)
          `- database (as above)
          network, backoff       4.03%  ##

        """))
  }

  @Test func `what only a queue calls is nobody's time, and what others call too is`() {
    var result = Sample.healthy
    result.components.append(
      Sample.component(
        "mailer", "service", share: 0, Sample.station(arrivals: 1, service: 1, seconds: 1)))
    let calls =
      Self.calls.filter { $0.callee != "database" }
      + [.init(from: "jobs", to: "mailer"), .init(from: "jobs", to: "database")]
    let text = TextReport(result, calls: calls, reproducedBy: ["simulate"], style: .ascii).text
    #expect(
      text.contains(
        """
                   |- cache         11.0%  ####
                   `- jobs         asynchronous
                      |- database   38.7%  ###############
                      `- mailer    asynchronous

        """), "\(text)")
  }

  @Test func `without calls the path is a list`() {
    let text = TextReport(Sample.healthy, reproducedBy: ["simulate"]).text
    #expect(text.contains("\n  gateway            5.00%  ██\n  balancer              0%\n"))
  }

  @Test func `a cycle of calls ends`() {
    let calls = [RequestPath.Call(from: "web", to: "app"), .init(from: "app", to: "app")]
    let text = TextReport(Sample.empty, calls: calls, reproducedBy: ["simulate"]).text
    #expect(text.contains("  web\n  └─ app\n     └─ app (as above)\n"))
  }

  @Test func `a broken audit is the headline, with what is wrong below`() {
    let text = Self.report(3, style: .plain)
    #expect(
      text.hasPrefix(
        "thre…nces · data…tage: a self-check failed; do not trust these figures; the run was stopped at 1m30s\n"
      ))
    #expect(
      text.contains(
        """
        Audit   flow ok · Little's law BROKEN · utilisation law ok
                Little's law: app: ∫N dt is 12 ns more than the sum of residences

        """))
  }

  @Test func `many causes and many faults are cut short and counted`() {
    var result = Sample.outage
    result.clients[0].total.failures = (0..<20).map { Sample.failure(.error, "app\($0)", 10) }
    result.faults = Array(repeating: result.faults[0], count: 11)
    let text = TextReport(result, reproducedBy: ["simulate"]).text
    #expect(text.contains("  8 other causes"))
    #expect(text.contains("and 3 more"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  fault ") } == 8)
  }

  // MARK: Helpers

  private static func report(_ index: Int, style: ReportStyle) -> String {
    TextReport(
      results[index], calls: calls, reproducedBy: ["simulate", "--model", "m"], style: style
    )
    .text
  }

  /// The text without escape sequences and without the spaces that they keep at the ends of lines.
  private static func stripped(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;]*m/, with: "").replacing(#/ +\n/#, with: "\n")
  }
}
