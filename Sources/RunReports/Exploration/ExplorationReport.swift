public import Experiments

/// What an exploration found, for people: what goes wrong, the few faults that it takes as a fragment of
/// a model, and the line that shows it again.
public struct ExplorationReport: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  /// - Parameter command: The arguments that make the run of the smallest incident, or the exploration
  ///   again if nothing was found, the name of the program first.
  public init(
    _ exploration: Exploration, reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let tried = exploration.triedCount
    let counted = "\(tried) \(tried == 1 ? "plan" : "plans") of faults"
    let isFinished = exploration.isFinished
    let interruption = ReportLine.interruption(isFinished, in: style)
    var sections: [[ReportLine]]
    if let found = exploration.found {
      let incident = found.smallest
      sections = [
        [ReportLine("after \(Self.list(incident)): \(Self.text(of: found.failure))", .bad)],
        ReportLine.fact(
          "found", in: style,
          "plan \(found.plan), after \(counted); shrunk from \(found.drawn.faults.count) to"
            + " \(incident.faults.count) faults and from \(found.drawn.duration) to"
            + " \(incident.duration), in \(exploration.runCount) runs")
          + ReportLine.fact(
            "judged", in: style, "from \(incident.judgedFrom) to the end of the run")
          + (incident.withoutClients.isEmpty
            ? []
            : ReportLine.fact(
              "without", in: style, "clients \(incident.withoutClients.joined(separator: ", "))"))
          + interruption,
        Self.fragment(incident),
      ]
    } else {
      sections = [
        [
          ReportLine(
            "all expectations hold after each of \(counted)"
              + (isFinished ? "" : ", of \(exploration.planCount)"),
            isFinished ? .good : .doubtful)
        ],
        ReportLine.fact("runs", in: style, "\(exploration.runCount)") + interruption,
      ]
    }
    text = sections.text(in: style) + "\n" + ShellCommand(command, style: style).text + "\n"
  }

  static func text(of failure: Incident.Failure) -> String {
    switch failure {
    case .expectation(let text): "\(DisplayText.prose(text)) does not hold, though all is repaired"
    case .stopped: "the run is stopped because too much is in flight"
    case .selfCheck: "a self-check fails, which is a bug in Rehearsal"
    }
  }

  private static func list(_ incident: Incident) -> String {
    incident.faults.map { "\($0.kind.rawValue) of \(DisplayText.name($0.target))" }
      .joined(separator: " and ")
  }

  private static func fragment(_ incident: Incident) -> [ReportLine] {
    var lines = [ReportLine("\"faults\": [")]
    for (index, fault) in incident.faults.enumerated() {
      let comma = index + 1 < incident.faults.count ? "," : ""
      lines.append(ReportLine("  \(DisplayText.name(fault.text))\(comma)"))
    }
    return lines + [ReportLine("]")]
  }
}
