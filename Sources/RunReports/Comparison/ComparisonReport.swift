import ArchitectureSimulation
public import Experiments
import RunStatistics
import TimeBase

/// What a comparison of two variants of a model found out, for people: a plain sentence for each
/// client first, the differences with their intervals, and last the line that makes it again.
///
/// At most 100 columns wide. Equal results give equal bytes.
public struct ComparisonReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  /// - Parameters:
  ///   - names: What the two variants are called; the first is what is compared with.
  ///   - command: The arguments that make the comparison again, the name of the program first.
  public init(
    _ result: ComparisonResult, of names: (first: String, second: String),
    reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    func shown(_ name: String) -> String {
      DisplayText.truncated(
        DisplayText.name(name, inASCII: style.inASCII), to: 60, ellipsis: style.ellipsis)
    }
    let sections = [
      Self.answers(result, style),
      Self.facts(result, shown(names.first), shown(names.second), style),
      Self.table("Requests", result, result.clients, style) { $0.metric.request == nil },
      Self.table("Components", result, Self.components(result), style) {
        ["utilisation", "queue.mean", "wait.mean", "hitRatio", "rejected"].contains($0.metric.name)
      },
      ReportLine.list("Notes", Self.notes(result), style: style),
    ]
    text = sections.text(in: style)
    let comment = "digest " + result.digest.hexadecimal
    text += "\n" + ShellCommand(command, comment: comment, style: style).text + "\n"
  }

  private static func answers(_ result: ComparisonResult, _ style: ReportStyle) -> [ReportLine] {
    let sentence = ComparisonSentence(result: result, style: style)
    return result.clients.flatMap { client in
      let role: ReportLine.Role =
        switch sentence.answer(for: client) {
        case .better: .good
        case .worse: .bad
        case .mixed, .unknown: .doubtful
        case .none: .heading
        }
      return DisplayText.wrapped(sentence.text(for: client), to: style.width)
        .map { ReportLine($0, role) }
    }
  }

  private static func facts(
    _ result: ComparisonResult, _ first: String, _ second: String, _ style: ReportStyle
  ) -> [ReportLine] {
    let duration = Figure.span(result.duration, inASCII: style.inASCII)
    let last = result.firstReplication &+ UInt64(result.count - 1)
    return ReportLine.fact("first", in: style, first) + ReportLine.fact("second", in: style, second)
      + ReportLine.fact(
        "runs", in: style,
        "\(result.count) of each, \(duration) of virtual time, seed \(result.seed), replications"
          + " \(result.firstReplication) to \(last), with the same draws in both")
      + ReportLine.fact(
        "verdicts", in: style,
        "at \(result.confidence.percent) confidence over all \(result.testedTogether) tested"
          + " differences together (Holm); intervals are of each on its own")
  }

  private static func components(_ result: ComparisonResult) -> [String] {
    var names: [String] = []
    for metric in result.metrics {
      let name = metric.metric.subject
      if !result.clients.contains(name), names.last != name { names.append(name) }
    }
    return names
  }

  private static func table(
    _ title: String, _ result: ComparisonResult, _ subjects: [String], _ style: ReportStyle,
    where isTold: (ComparedMetric) -> Bool
  ) -> [ReportLine] {
    var table = TextTable([
      ("", title), ("", "first"), ("", "second"), ("", "difference"),
      ("", "\(result.confidence.percent) from"), ("", "to"), ("variance", "reduced"), ("", ""),
    ])
    for subject in subjects {
      let metrics = result.metrics.filter {
        $0.metric.subject == subject && $0.metric.kind == .estimate && isTold($0)
          && ($0.pairs.first.mean != 0 || $0.pairs.second.mean != 0)
      }
      guard !metrics.isEmpty else { continue }
      let name = DisplayText.name(subject, inASCII: style.inASCII)
      table.add([name] + Array(repeating: "", count: 7))
      for metric in metrics { table.add(cells(metric, style), role: role(of: metric.finding)) }
    }
    guard !table.rows.isEmpty else { return [] }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private static func role(of finding: ComparedMetric.Finding) -> ReportLine.Role {
    switch finding {
    case .better: .good
    case .worse: .bad
    case .different: .doubtful
    case .none, .untested: .plain
    }
  }

  private static func cells(_ metric: ComparedMetric, _ style: ReportStyle) -> [String] {
    func figure(_ value: Double) -> String {
      Figure.observation(value, in: metric.metric.unit, inASCII: style.inASCII)
    }
    func signed(_ value: Double) -> String {
      value > 0 ? "+" + figure(value) : value < 0 ? "-" + figure(-value) : figure(0)
    }
    let word =
      switch metric.finding {
      case .none: "-"
      case .better, .worse, .different, .untested: metric.finding.rawValue
      }
    let reduction = metric.pairs.varianceReduction.map {
      $0.isFinite ? Figure.number($0) + "x" : Figure.none
    }
    return [
      "  " + metric.metric.name, figure(metric.pairs.first.mean), figure(metric.pairs.second.mean),
      signed(metric.pairs.differences.mean),
      metric.interval.map { signed($0.lower) } ?? Figure.none,
      metric.interval.map { signed($0.upper) } ?? Figure.none, reduction ?? Figure.none, word,
    ]
  }

  private static func notes(_ result: ComparisonResult) -> [String] {
    var notes: [String] = []
    if let broken = result.brokenAudit {
      notes.append(
        "A self-check of replication \(broken.replication) failed, which is a bug in Rehearsal")
    }
    if result.stopped > 0 {
      notes.append("\(result.stopped) of the runs stopped at a bound before their end")
    }
    let harmed = result.metrics.filter {
      $0.metric.request == nil && ($0.pairs.varianceReduction ?? 1) < 1 && $0.interval != nil
        && ComparisonSentence.isTelling($0.metric.name)
    }
    if !harmed.isEmpty {
      let names = harmed.map(\.metric.title).joined(separator: ", ")
      notes.append(
        "Common random numbers do not help here: the intervals of"
          + " \(DisplayText.prose(names)) would be no wider from unpaired runs")
    }
    return notes
  }
}

extension ComparisonSentence {
  static func isTelling(_ metric: String) -> Bool { telling.contains(metric) }
}
