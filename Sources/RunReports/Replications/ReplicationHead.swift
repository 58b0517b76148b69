import ArchitectureSimulation
import Experiments
import TimeBase

/// The answer, and what it is the answer to.
struct ReplicationHead {
  let result: ReplicatedResult
  let style: ReportStyle

  var lines: [ReportLine] {
    let statement = self.statement
    let room = style.width - statement.count - 2
    let title = SummaryLine.title(of: shownModel, to: room, style: style)
    return [ReportLine(title + ": " + statement, role), ReportLine("")]
      + ReportLine.fact("runs", in: style, runs) + ReportLine.fact("window", in: style, window)
      + ReportLine.fact("requests", in: style, requests)
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
