import ArchitectureSimulation
import Experiments

/// What a reader must know before trusting the figures.
struct ReplicationNotes {
  let result: ReplicatedResult
  let style: ReportStyle

  var lines: [ReportLine] {
    ReportLine.list(
      "Notes", audit + interruption + precision + stopped + unsettled + thin, style: style)
  }

  private var audit: [String] {
    guard let broken = result.brokenAudit else { return [] }
    return ["A self-check of replication \(broken.replication) failed, which is a bug in Rehearsal"]
  }

  private var interruption: [String] {
    result.isWhole
      ? [] : ["Interrupted: these are the \(result.count) replications that were finished"]
  }

  private var precision: [String] {
    guard let precision = result.precision else { return [] }
    let asked = precision.asked.percent
    switch precision.outcome {
    case .reached:
      return [
        "Mean and 95th percentile of the latency of every client are within \(asked) of their true"
          + " values, all of them together at \(result.confidence.percent) confidence"
      ]
    case .missed:
      return [
        "\(result.count) replications do not reach a precision of \(asked); allow more with"
          + " --replications, or make the runs longer"
      ]
    case .interrupted: return []
    }
  }

  private var stopped: [String] {
    result.stopped.isEmpty
      ? [] : ["\(replications(result.stopped)) stopped at a bound before the end"]
  }

  private var unsettled: [String] {
    guard !result.unsettled.isEmpty else { return [] }
    return [
      "\(replications(result.unsettled)) left with the start of the run in the figures: no end of"
        + " the warm-up was found"
    ]
  }

  private func replications(_ numbers: [UInt64]) -> String {
    numbers.count == 1
      ? "Replication \(numbers[0]) was"
      : "\(numbers.count) replications, the first of them \(numbers[0]), were"
  }

  private var thin: [String] {
    let thin = result.metrics.filter { $0.isThin && $0.metric.request == nil }.map(\.metric.title)
    guard !thin.isEmpty else { return [] }
    let names = DisplayText.prose(thin.joined(separator: ", "), inASCII: style.inASCII)
    return [
      "Too few requests for \(names): fewer than ten lie beyond the percentile in all runs together"
    ]
  }
}
