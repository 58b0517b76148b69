import RunStatistics
import TimeBase

extension Section {
  /// What it costs to note how long something took.
  static var histogram: Section {
    Section(
      name: "histogram",
      about: "one operation records one time, drawn in advance, with three decimal digits",
      cases: [
        Case("record, exponential", operations: 200_000) { Recording(.exponential()) },
        Case("record, us and s", operations: 200_000) { Recording(.bimodal()) },
      ])
  }
}

private final class Recording: Workload {
  private var histogram = Histogram(digits: 3)
  private let spans: [TimeSpan]

  init(_ steps: RandomSteps) {
    var steps = steps
    spans = (0..<1 << 13).map { _ in steps.next() }
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&histogram, spans, operations)
    return UInt64(truncatingIfNeeded: histogram.sum)
  }

  private static func loop(
    _ histogram: inout Histogram, _ spans: [TimeSpan], _ operations: Int
  ) {
    for number in 0..<operations { histogram.record(spans[number & (spans.count &- 1)]) }
  }
}
