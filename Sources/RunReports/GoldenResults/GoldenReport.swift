public import Experiments

/// What differs between recorded results and those of today, for people: scenario by scenario, the
/// kept value, the new one, and by how much it has changed.
public struct GoldenReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  public init(_ difference: GoldenDifference, style: ReportStyle = .plain) {
    let changes = difference.changes
    var sections: [[ReportLine]] = [
      [
        ReportLine(
          changes.count == 1
            ? "1 result is not as recorded" : "\(changes.count) results are not as recorded", .bad)
      ]
    ]
    var titles: [String] = []
    for change in changes where titles.last != change.section { titles.append(change.section) }
    for title in titles {
      let shown = DisplayText.name(title, inASCII: style.inASCII)
      var table = TextTable([("", shown), ("", "recorded"), ("", "now"), ("", "change")])
      for change in changes where change.section == title {
        table.add(Self.cells(change, style))
      }
      sections.append(table.lines(width: style.width, ellipsis: style.ellipsis))
    }
    text = sections.text(in: style)
  }

  private static func cells(_ change: GoldenDifference.Change, _ style: ReportStyle) -> [String] {
    guard !change.name.isEmpty else {
      return [
        "  the scenario", change.kept == nil ? "not there" : "",
        change.found == nil ? "gone" : "new", "",
      ]
    }
    let share = change.share.map { share in
      (share < 0 ? "-" : "+") + Figure.share(share.magnitude)
    }
    return [
      "  " + DisplayText.prose(change.name, inASCII: style.inASCII), change.kept ?? "not there",
      change.found ?? "gone", share ?? "",
    ].map { DisplayText.truncated($0, to: 60, ellipsis: style.ellipsis) }
  }
}
