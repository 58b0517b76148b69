import ArchitectureSimulation
import TimeBase

/// One request from its start to its end: a line for each span, with its place in time.
struct WaterfallSection {
  let client: String
  let exemplar: Explanation.Exemplar
  let style: ReportStyle

  private static let barWidth = 40

  /// Spans beyond so many are counted and not shown.
  private static let mostLines = 40

  var lines: [ReportLine] {
    guard let whole = exemplar.spans.first else { return [] }
    var table = TextTable([
      ("", ""), ("", "after"), ("", "takes"), ("", ""),
    ])
    for (span, depth) in ordered.prefix(Self.mostLines) {
      let indent = String(repeating: "  ", count: min(depth, 12) + 1)
      table.add(
        [
          indent + label(span), time(span.start - whole.start), time(span.length),
          DisplayText.padded(bar(span, in: whole), to: Self.barWidth),
        ], role: span.isCritical ? .plain : .faint)
    }
    let rest = exemplar.spans.count - Self.mostLines
    if rest > 0 {
      table.remark(ReportLine("  and \(rest) spans more", .faint))
    }
    return DisplayText.wrapped(heading, to: style.width).map { ReportLine($0, .heading) }
      + table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private var heading: String {
    let choice =
      switch exemplar.choice {
      case .median: "The median"
      case .p99: "The 99th percentile"
      case .slowest: "The slowest success"
      case .slowestFailure: "The slowest failure"
      case .sampled: "One"
      }
    let name = DisplayText.name(client, inASCII: style.inASCII)
    let request = DisplayText.name(exemplar.request, inASCII: style.inASCII)
    let failure = exemplar.failure.map { ", failed: \($0.word)" } ?? ""
    return "\(choice) of \(name): \(request), sent at \(Figure.clock(exemplar.start))\(failure)"
  }

  /// Every span after the one that it is part of, in the order of time, with its depth.
  private var ordered: [(span: RequestSpan, depth: Int)] {
    let spans = exemplar.spans
    var children = [[Int]](repeating: [], count: spans.count)
    for (index, span) in spans.enumerated() {
      if let parent = span.parent { children[parent].append(index) }
    }
    for index in children.indices {
      children[index].sort { (spans[$0].start, $0) < (spans[$1].start, $1) }
    }
    var found: [(RequestSpan, Int)] = []
    var next = [(index: 0, depth: 0)]
    while let (index, depth) = next.popLast() {
      found.append((spans[index], depth))
      for child in children[index].reversed() { next.append((child, depth + 1)) }
    }
    return found
  }

  private func label(_ span: RequestSpan) -> String {
    var name = DisplayText.name(span.component, inASCII: style.inASCII)
    if let instance = span.instance { name += "[\(instance)]" }
    let ending =
      switch span.ending {
      case .whole: ""
      case .triedAgain: ", failed"
      case .givenUp: ", given up"
      }
    return switch span.kind {
    case .request, .call: name + ending
    case .branch: "branch" + ending
    case .fork: "several at once"
    case .time(let use): use.title
    }
  }

  private func bar(_ span: RequestSpan, in whole: RequestSpan) -> String {
    let length = Double(max(1, whole.length.nanoseconds))
    let scale = Double(Self.barWidth) / length
    let start = Double((span.start - whole.start).nanoseconds) * scale
    let end = Double((span.end - whole.start).nanoseconds) * scale
    let first = min(Self.barWidth - 1, Int(start.rounded()))
    let width = max(1, Int(end.rounded()) - first)
    let sign = style.usesUnicode ? (span.isContainer ? "─" : "█") : (span.isContainer ? "-" : "#")
    return String(repeating: " ", count: first) + String(repeating: sign, count: width)
  }

  private func time(_ span: TimeSpan) -> String { Figure.time(span, inASCII: style.inASCII) }
}

extension RequestSpan {
  /// Whether others are part of it, so that it is no time of its own.
  fileprivate var isContainer: Bool {
    if case .time = kind { false } else { true }
  }
}
