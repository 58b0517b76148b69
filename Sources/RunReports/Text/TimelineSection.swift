import ArchitectureSimulation
import TimeBase

/// Throughput, errors and p95 of every client over time, above a ruler and the faults.
struct TimelineSection {
  let result: RunResult
  let style: ReportStyle

  /// Columns before the signs: the label and its indentation.
  private static let margin = 14

  /// Columns behind the signs: ` max 1,234/s`.
  private static let figureWidth = 14

  /// Faults drawn; what is more is counted.
  private static let faultLimit = 8

  var lines: [ReportLine] {
    let stepCount = result.series.clients.map(\.points.count).max() ?? 0
    let axis = TimeAxis(
      step: result.series.step, stepCount: stepCount, end: result.window.end,
      columns: min(Sparkline.width, style.width - Self.margin - Self.figureWidth))
    guard let axis else { return [] }
    let length = Figure.span(axis.groupLength, inASCII: style.inASCII)
    let columns = axis.columnsPerStep == 1 ? "a column" : "in \(axis.columnsPerStep) columns"
    var lines = [ReportLine("Over time", .heading).appending(", \(length) \(columns)")]
    for client in result.series.clients { lines += self.lines(for: client, on: axis) }
    lines.append(row("", axis.ruler(tick: style.tick), role: .faint))
    if result.window.start > .zero {
      let columns = axis.columns(from: .zero, to: result.window.start)
      lines.append(
        bar("warm-up", "not counted", over: columns, of: axis, sign: style.warmupBar, role: .faint))
    }
    return lines + faults(on: axis)
  }

  // MARK: Clients

  private func lines(for client: SeriesResult.ClientSeries, on axis: TimeAxis) -> [ReportLine] {
    let groups = (0..<axis.groupCount).map { group in
      Group(points: client.points, steps: axis.steps(of: group), length: axis.length(of: group))
    }
    let name = DisplayText.truncated(
      client.name, to: style.width - 2, ellipsis: style.ellipsis)
    return [
      ReportLine("  " + name, .heading),
      spark("throughput", groups.map(\.throughput), on: axis) { Figure.number($0) + "/s" },
      spark("errors", groups.map(\.errors), on: axis, text: Figure.share),
      spark("p95", groups.map(\.p95), on: axis) {
        Figure.time(TimeSpan(roundingNanoseconds: $0), inASCII: style.inASCII)
      },
    ]
  }

  /// What the steps that share a column amount to.
  private struct Group {
    /// Completions a second.
    var throughput: Double?

    /// Failures as a share of completions; `nil` if nothing completed.
    var errors: Double?

    /// The largest of the steps, in nanoseconds: percentiles cannot be averaged.
    var p95: Double?

    init(points: [SeriesResult.ClientPoint], steps: Range<Int>, length: TimeSpan) {
      let points = points[steps.clamped(to: 0..<points.count)]
      guard !points.isEmpty else { return }
      let failed = points.reduce(0.0) { $0 + Double($1.failed) }
      let completed = points.reduce(failed) { $0 + Double($1.succeeded) }
      if length > .zero { throughput = completed / length.seconds }
      if completed > 0 { errors = failed / completed }
      p95 = points.compactMap(\.p95).max().map { Double($0.nanoseconds) }
    }
  }

  private func spark(
    _ label: String, _ values: [Double?], on axis: TimeAxis, text: (Double) -> String
  ) -> ReportLine {
    let signs = values.flatMap { Array(repeating: $0, count: axis.columnsPerStep) }
    let maximum = values.compactMap(\.self).max()
    let line = row(" " + label, Sparkline.text(signs, signs: style.sparks), role: .plain)
    return line.appending(maximum.map { " max " + text($0) } ?? " none", .faint)
  }

  private func row(_ label: String, _ signs: String, role: ReportLine.Role) -> ReportLine {
    ReportLine(DisplayText.padded("  " + label, to: Self.margin)).appending(signs, role)
  }

  // MARK: Faults

  private func faults(on axis: TimeAxis) -> [ReportLine] {
    var lines = result.faults.prefix(Self.faultLimit).map { fault in
      let columns = axis.columns(from: fault.start, to: fault.end ?? result.window.end)
      let title =
        fault.title.contains(fault.target) ? fault.title : "\(fault.title) at \(fault.target)"
      return bar("fault", title, over: columns, of: axis, sign: style.faultBar, role: .bad)
    }
    let rest = result.faults.count - lines.count
    if rest > 0 { lines.append(row("", "and \(rest) more", role: .faint)) }
    return lines
  }

  /// A bar over the columns of a stretch of time, its title behind it, or before it where the end of
  /// the line is near.
  private func bar(
    _ label: String, _ title: String, over columns: Range<Int>, of axis: TimeAxis, sign: String,
    role: ReportLine.Role
  ) -> ReportLine {
    let bar = String(repeating: sign, count: columns.count)
    let line = ReportLine(DisplayText.padded("  " + label, to: Self.margin), .faint)
    let behind = style.width - Self.margin - columns.upperBound - 1
    let before = columns.lowerBound - 1
    let length = DisplayText.columns(of: title)
    if length > behind, before > behind {
      let title = DisplayText.truncated(title, to: before, ellipsis: style.ellipsis)
      return line.appending(DisplayText.padded(title, to: before, alignsRight: true) + " ")
        .appending(bar, role)
    }
    return line.appending(String(repeating: " ", count: columns.lowerBound)).appending(bar, role)
      .appending(" " + DisplayText.truncated(title, to: behind, ellipsis: style.ellipsis))
  }
}
