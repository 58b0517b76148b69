import ArchitectureSimulation
public import Experiments
import RunStatistics
import TimeBase

/// What several replications of a model found out, for people: every estimate with its interval, every
/// expectation with a verdict at a stated confidence, and last the line that makes it again.
///
/// At most 100 columns wide. Equal results give equal bytes.
public struct ReplicationReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  /// - Parameter command: The arguments that make these runs again, the name of the program first.
  public init(
    _ result: ReplicatedResult, reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let sections = [
      ReplicationHead(result: result, style: style).lines,
      MetricsSection(result: result, style: style).clientLines,
      MetricsSection(result: result, style: style).componentLines,
      ReplicatedExpectations(result: result, style: style).lines,
      ReplicationNotes(result: result, style: style).lines,
    ]
    text = sections.text(in: style)
    let comment = "digest " + result.digest.hexadecimal
    text += "\n" + ShellCommand(command, comment: comment).text + "\n"
  }
}

extension [[ReportLine]] {
  /// Sections with an empty line between them; those without lines are left out.
  func text(in style: ReportStyle) -> String {
    filter { !$0.isEmpty }
      .map { lines in lines.map { $0.rendered(in: style) + "\n" }.joined() }
      .joined(separator: "\n")
  }
}

/// The answer, and what it is the answer to.
struct ReplicationHead {
  let result: ReplicatedResult
  let style: ReportStyle

  var lines: [ReportLine] {
    let statement = self.statement
    let room = ReportStyle.width - statement.count - 2
    let title = SummaryLine.title(of: shownModel, to: room, style: style)
    return [ReportLine(title + ": " + statement, role), ReportLine("")]
      + ReportLine.fact("runs", runs) + ReportLine.fact("window", window)
      + ReportLine.fact("requests", requests)
  }

  private var shownModel: RunResult.Model {
    var model = result.model
    model.name = DisplayText.name(model.name, inASCII: style.inASCII)
    model.scenario = model.scenario.map { DisplayText.name($0, inASCII: style.inASCII) }
    return model
  }

  private var statement: String {
    if result.brokenAudit != nil { return "a self-check failed; do not trust these figures" }
    let verdicts = result.expectations.map(\.verdict)
    guard !verdicts.isEmpty else { return "\(Figure.count(UInt64(result.count))) replications" }
    return SummaryLine.statement(
      held: verdicts.count { $0 == .pass }, open: verdicts.count { $0 == .inconclusive },
      of: verdicts.count) + " at \(result.confidence.percent) confidence"
  }

  private var role: ReportLine.Role {
    let verdicts = result.expectations.map(\.verdict)
    if result.brokenAudit != nil || verdicts.contains(.fail) { return .bad }
    if verdicts.contains(.inconclusive) { return .doubtful }
    return verdicts.isEmpty ? .heading : .good
  }

  private var runs: String {
    let last = result.firstReplication &+ UInt64(max(0, result.count - 1))
    let duration = Figure.span(result.duration, inASCII: style.inASCII)
    let range =
      result.count == 1
      ? "replication \(last)" : "replications \(result.firstReplication) to \(last)"
    return "\(result.count) times \(duration) of virtual time, seed \(result.seed), \(range)"
  }

  private var window: String {
    let earliest = Figure.span(result.starts.earliest - .zero, inASCII: style.inASCII)
    let latest = Figure.span(result.starts.latest - .zero, inASCII: style.inASCII)
    if result.starts.earliest == result.starts.latest {
      return "the figures are about each run from \(earliest) on"
    }
    return "the figures are about each run from where it is steady, \(earliest) to \(latest)"
  }

  private var requests: String {
    let requests = result.requests
    return "\(Figure.count(requests.offered)) offered, \(Figure.count(requests.succeeded))"
      + " succeeded, \(Figure.count(requests.failed)) failed, in all runs together"
  }
}

extension ReportLine {
  /// A label and a text of any length behind it.
  static func fact(_ label: String, _ text: String) -> [ReportLine] {
    let margin = 12
    let lines = DisplayText.wrapped(text, to: ReportStyle.width - margin)
    return lines.enumerated().map { index, line in
      let label = index == 0 ? "  " + label : ""
      return ReportLine(DisplayText.padded(label, to: margin), .faint).appending(line)
    }
  }

  /// A list of sentences under a heading; nothing without sentences.
  static func list(_ title: String, _ notes: [String], style: ReportStyle) -> [ReportLine] {
    guard !notes.isEmpty else { return [] }
    var lines = [ReportLine(title, .heading)]
    for note in notes {
      for (index, text) in DisplayText.wrapped(note, to: ReportStyle.width - 4).enumerated() {
        lines.append(ReportLine(index == 0 ? "  \(style.bullet) " : "    ").appending(text))
      }
    }
    return lines
  }
}

extension Double {
  /// A share as a person writes it: `95%`, `99.9%`.
  package var percent: String {
    var digits = Figure.number(self * 100, significant: 6)
    if digits.contains(".") {
      while digits.hasSuffix("0") { digits.removeLast() }
      if digits.hasSuffix(".") { digits.removeLast() }
    }
    return digits + "%"
  }
}
