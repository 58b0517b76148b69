import ArchitectureSimulation
import TimeBase

/// What each detector flagged.
struct DetectorsSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.detectors.isEmpty else { return [] }
    return [ReportLine("Detectors", .heading)]
      + result.detectors.flatMap { detector in
        DisplayText.wrapped(text(of: detector), to: style.width - 4).enumerated().map {
          ReportLine(String(repeating: " ", count: $0 == 0 ? 2 : 4) + $1)
        }
      }
  }

  private func text(of detector: DetectorResult) -> String {
    let flags = detector.flags
    let head =
      "\(detector.name), \(detector.method) on \(detector.series) of \(detector.subject): "
      + "\(Figure.count(UInt64(flags.count))) of \(Figure.count(UInt64(detector.judged.count))) steps flagged"
    guard let first = flags.first, let last = flags.last else { return head }
    let score = Figure.number(first.score.magnitude, significant: 3)
    let sign = first.score < 0 ? "-" : ""
    let start = "the first at \(Figure.clock(first.time)) (score \(sign)\(score))"
    guard flags.count > 1 else { return "\(head), \(start)" }
    return "\(head), \(start), the last at \(Figure.clock(last.time))"
  }
}
