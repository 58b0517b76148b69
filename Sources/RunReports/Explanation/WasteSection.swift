import ArchitectureSimulation

/// Work that helped nobody, by cause.
struct WasteSection {
  let explanation: Explanation
  let style: ReportStyle

  var lines: [ReportLine] {
    guard explanation.workNanoseconds > 0 else { return [] }
    let heading = ReportLine("Work in vain", .heading)
    guard !explanation.waste.isEmpty else { return [heading.appending(": none")] }
    let share = Figure.share(explanation.wastedShare)
    var table = TextTable([
      ("", "Work in vain: \(share) of all service"), ("", "pieces"), ("", "of all service"),
    ])
    for waste in explanation.waste {
      let name = DisplayText.name(waste.component, inASCII: style.inASCII)
      table.add([
        "  \(name): \(waste.cause.title)", Figure.count(waste.count),
        Figure.share(Double(waste.nanoseconds) / Double(explanation.workNanoseconds)),
      ])
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }
}

extension Explanation.Waste.Cause {
  /// As reports call it.
  package var title: String {
    switch self {
    case .givenUp: "for callers that had given up"
    case .repeated: "went well, but its caller had asked again"
    case .lostHedge: "copies of hedged calls that lost"
    case .spareBranch: "branches that were not needed"
    case .failedAttempt: "attempts that failed and were made again"
    case .failedRequest: "for requests that failed in the end"
    }
  }

  /// As JSON calls it.
  package var word: String {
    switch self {
    case .givenUp: "givenUp"
    case .repeated: "repeated"
    case .lostHedge: "lostHedge"
    case .spareBranch: "spareBranch"
    case .failedAttempt: "failedAttempt"
    case .failedRequest: "failedRequest"
    }
  }
}
