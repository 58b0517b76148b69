import ArchitectureSimulation
import TimeBase

/// The first changes of state: when, who, what.
struct LogSection {
  let result: RunResult
  let style: ReportStyle

  /// Entries shown; the JSON result has more.
  static let limit = 10

  private static let widestSubject = 24

  var lines: [ReportLine] {
    let entries = result.log.entries.prefix(Self.limit)
    guard !entries.isEmpty else { return [] }
    let all = UInt64(entries.count) &+ result.log.dropped
    let times = entries.map { Figure.clock($0.time) }
    let subjects = entries.map {
      DisplayText.truncated($0.subject, to: Self.widestSubject, ellipsis: style.ellipsis)
    }
    let timeWidth = times.map(\.count).max() ?? 0
    let subjectWidth = subjects.map { DisplayText.columns(of: $0) }.max() ?? 0
    let room = style.width - timeWidth - subjectWidth - 6

    var heading = ReportLine("Changes of state", .heading)
    if all > entries.count {
      heading.append(", the first \(entries.count) of \(Figure.count(all))")
    }
    return [heading]
      + zip(entries, zip(times, subjects)).map { entry, texts in
        let (time, subject) = texts
        let event = DisplayText.truncated(entry.event, to: room, ellipsis: style.ellipsis)
        return ReportLine("  " + DisplayText.padded(time, to: timeWidth, alignsRight: true), .faint)
          .appending("  " + DisplayText.padded(subject, to: subjectWidth) + "  " + event)
      }
  }
}
