import ArchitectureSimulation
import TimeBase

/// Each expectation with its verdict and what was observed.
struct ExpectationsSection {
  let result: RunResult
  let style: ReportStyle

  private static let widestText = 70

  var lines: [ReportLine] {
    guard !result.expectations.isEmpty else { return [] }
    let figures = result.expectations.map(observed)
    let room = style.width - 6 - (figures.map { DisplayText.columns(of: $0) }.max() ?? 0)
    let texts = result.expectations.map {
      DisplayText.truncated($0.text, to: min(Self.widestText, room), ellipsis: style.ellipsis)
    }
    let width = texts.map { DisplayText.columns(of: $0) }.max() ?? 0
    return [ReportLine("Expectations", .heading)]
      + zip(result.expectations, texts).map { expectation, text in
        ReportLine("  ")
          .appending(sign(of: expectation.verdict), HeadSection.role(of: expectation.verdict))
          .appending(" " + DisplayText.padded(text, to: width) + "  " + observed(expectation))
      }
  }

  private func sign(of verdict: ExpectationResult.Verdict) -> String {
    switch verdict {
    case .pass: style.pass
    case .fail: style.fail
    case .inconclusive: style.inconclusive
    }
  }

  private func observed(_ expectation: ExpectationResult) -> String {
    guard let value = expectation.observed else { return "nothing to observe" }
    func figure(_ value: Double) -> String {
      guard value.isFinite else { return "never" }
      return Figure.observation(value, in: expectation.unit, inASCII: style.inASCII)
    }
    let base = expectation.base.map { " against \(figure($0))" } ?? ""
    return "observed \(figure(value))\(base)"
  }
}

extension Figure {
  /// An observed value in its unit, with a fourth digit where the third could hide which side of the
  /// limit it is on.
  static func observation(
    _ value: Double, in unit: ExpectationResult.Unit, inASCII: Bool = false
  ) -> String {
    switch unit {
    case .seconds:
      time(TimeSpan(roundingNanoseconds: value * 1e9), significant: 4, inASCII: inASCII)
    case .perSecond: number(value, significant: 4) + "/s"
    case .ratio: share(value, significant: 4)
    case .count: number(value, significant: 4)
    }
  }
}
