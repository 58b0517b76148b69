import ArchitectureSimulation
import Experiments
import RunStatistics

/// How certain the means of one run are, or why that cannot be said.
struct PrecisionSection {
  let precision: RunPrecision
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !precision.rows.isEmpty else { return [] }
    let interval = "\(precision.confidence.percent) from"
    var table = TextTable([("", "Precision"), ("", "mean"), ("", interval), ("", "to"), ("", "")])
    for row in precision.rows {
      table.add(
        ["  " + DisplayText.prose(row.metric.title, inASCII: style.inASCII)]
          + Self.cells(row, style))
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
      + ReportLine.list("", Self.advice(precision), style: style).dropFirst()
  }

  private static func cells(_ row: RunPrecision.Row, _ style: ReportStyle) -> [String] {
    func figure(_ value: Double) -> String {
      Figure.observation(value, in: row.metric.unit, inASCII: style.inASCII)
    }
    switch row.means {
    case .interval(let mean, let interval, let batches):
      return [
        figure(mean), figure(max(0, interval.lower)), figure(interval.upper), "\(batches) batches",
      ]
    case .insufficient: return [Figure.none, "", "", "insufficient"]
    case .correlated: return [Figure.none, "", "", "correlated"]
    }
  }

  private static func advice(_ precision: RunPrecision) -> [String] {
    let open = precision.rows.contains { row in
      if case .interval = row.means { false } else { true }
    }
    guard open else { return [] }
    return [
      "Insufficient or correlated: the run is too short for an interval from it alone; make it"
        + " longer, or repeat it with --replications"
    ]
  }
}

extension JSONReport {
  static func tree(of precision: RunPrecision) -> JSONTree {
    [
      "confidence": .number(precision.confidence),
      "metrics": .array(precision.rows.map(tree)),
    ]
  }

  private static func tree(of row: RunPrecision.Row) -> JSONTree {
    let (outcome, value, interval, batches): (String, JSONTree, JSONTree, JSONTree) =
      switch row.means {
      case .interval(let mean, let interval, let batches):
        ("interval", .number(mean), .interval(interval), .whole(batches))
      case .insufficient(let batches): ("insufficient", .null, .null, .whole(batches))
      case .correlated: ("correlated", .null, .null, .null)
      }
    return .inline([
      "of": .text(row.metric.subject), "metric": .text(row.metric.name),
      "unit": .text(row.metric.unit.rawValue), "outcome": .text(outcome), "value": value,
      "interval": interval, "batches": batches,
    ])
  }
}
