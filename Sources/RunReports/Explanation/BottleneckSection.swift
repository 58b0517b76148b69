import ArchitectureModel
import EventEngine
import Experiments
import RunStatistics
import TimeBase

/// What saturates first, and what no load can get out of the system.
struct BottleneckSection {
  let analysis: OperationalAnalysis
  let clients: [Client]
  let style: ReportStyle

  private static let mostRows = 10

  var lines: [ReportLine] {
    guard let first = analysis.rows.first else { return [] }
    let name = title(of: first)
    let load = first.saturation / analysis.throughput
    var lines = [
      ReportLine("Bottleneck", .heading).appending(
        ": \(name), which would be busy all the time at \(rate(first.saturation)), "
          + (load >= 1
            ? "\(Figure.number(load)) times the present load"
            : "\(Figure.share(load)) of the present load"))
    ]
    var table = TextTable([
      ("", ""), ("utili-", "sation"), ("busy for", "a request"), ("saturates", "at"),
    ])
    for row in analysis.rows.prefix(Self.mostRows) {
      table.add([
        "  " + title(of: row),
        Figure.share(row.utilisation), time(row.demand), rate(row.saturation),
      ])
    }
    lines += table.lines(width: style.width, ellipsis: style.ellipsis)
    return lines + ReportLine.list("", bounds, style: style).dropFirst()
  }

  private func title(of row: OperationalAnalysis.Row) -> String {
    let name = DisplayText.name(row.component, inASCII: style.inASCII)
    return switch row.resource {
    case .workers: name
    case .processor: "processor of \(name)"
    case .disk: "disk of \(name)"
    }
  }

  /// Bounds of the whole by operational laws, whatever the distributions are.
  private var bounds: [String] {
    let bounds = analysis.bounds
    var sentences = [
      "no load gets more than \(rate(bounds.greatestThroughput)) through, and no request takes less"
        + " than \(time(bounds.response)) on average, if each goes on doing what it does now"
    ]
    guard clients.count == 1, case .closed(let users) = clients[0].load,
      users.think.mean < .infinity
    else { return sentences }
    let think = users.think.mean / 1e9
    sentences.append(
      "\(users.count) users get at most \(rate(bounds.throughput(users: users.count, think: think)))"
        + " and wait at least \(time(bounds.response(users: users.count, think: think)));"
        + " more than \(Figure.number(bounds.knee(think: think))) users only wait for each other")
    return sentences
  }

  private func rate(_ value: Double) -> String { Figure.number(value) + "/s" }

  private func time(_ seconds: Double) -> String {
    Figure.time(TimeSpan(reported: seconds), inASCII: style.inASCII)
  }
}
