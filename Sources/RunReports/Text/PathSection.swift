import ArchitectureSimulation
import TimeBase

/// Where the time of a request goes: the tree of the components with each one's share.
struct PathSection {
  let result: RunResult
  let path: RequestPath
  let style: ReportStyle

  private static let widestLabel = 44
  private static let widestBar = 40

  /// Columns besides the label: of a share and a short bar at least.
  private static let leastBarRoom = 30

  var lines: [ReportLine] {
    guard !result.components.isEmpty else { return [] }
    let rest = "network, backoff"
    let labels = path.hops.map { $0.label(in: style) }
    let widest = (labels + ["  " + rest]).map { DisplayText.columns(of: $0) }.max() ?? 0
    let width = min(Self.widestLabel, style.width - Self.leastBarRoom, widest)

    var lines = [heading]
    var queueDepth: Int?
    for (hop, label) in zip(path.hops, labels) {
      if let depth = queueDepth, hop.trunks.count <= depth { queueDepth = nil }
      let label = DisplayText.truncated(label, to: width, ellipsis: style.ellipsis)
      let name = DisplayText.name(hop.name, inASCII: style.inASCII)
      guard let component = result.components.first(where: { $0.name == name }) else {
        lines.append(ReportLine(label))
        continue
      }
      if component.kind == "queue", queueDepth == nil { queueDepth = hop.trunks.count }
      if hop.isRepeated {
        lines.append(ReportLine(label).appending(" (as above)", .faint))
      } else if queueDepth != nil, component.timeShare == 0 {
        // Nobody waits for jobs, nor for what they call.
        let text = DisplayText.padded(label, to: width) + "  "
        lines.append(ReportLine(text).appending("asynchronous", .faint))
      } else {
        lines.append(line(label, to: width, share: component.timeShare))
      }
    }
    if meanTime != nil { lines.append(line("  " + rest, to: width, share: max(0, 1 - used))) }
    return lines
  }

  /// Together; branches that go on side by side, and what is held while others work, count each time.
  private var used: Double { result.components.reduce(0) { $0 + $1.timeShare } }

  private func line(_ label: String, to width: Int, share: Double) -> ReportLine {
    let text = DisplayText.padded(label, to: width) + "  "
    guard meanTime != nil else { return ReportLine(text) }
    let percent = DisplayText.padded(Figure.share(share), to: 6, alignsRight: true)
    let room = min(Self.widestBar, style.width - width - 10)
    return ReportLine(text + percent + "  " + style.bar(min(1, share) * Double(room)))
  }

  private var heading: ReportLine {
    let line = ReportLine("Path of a request", .heading)
    guard let meanTime else { return line.appending(": none completed") }
    let time = Figure.time(meanTime, inASCII: style.inASCII)
    // Shares are rounded when they are shown.
    let remark = used > 1.0005 ? "what overlaps counts each time" : "mean of all that completed"
    let rest = ", and where its \(time) go (\(remark))"
    return line.appending(
      line.columns + rest.count > style.width ? ", and where its \(time) go" : rest)
  }

  /// The mean time of all completed requests of all clients.
  private var meanTime: TimeSpan? {
    var count: UInt64 = 0
    var nanoseconds = 0.0
    for latency in result.clients.compactMap(\.total.latencyOfAll) {
      count &+= latency.count
      nanoseconds += latency.meanNanoseconds * Double(latency.count)
    }
    guard count > 0, nanoseconds.isFinite else { return nil }
    return TimeSpan(roundingNanoseconds: nanoseconds / Double(count))
  }
}
