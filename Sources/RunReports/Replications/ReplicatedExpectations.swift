import ArchitectureSimulation
import Experiments
import RunStatistics

/// Each expectation with its verdict, what it rests on, and what would decide it.
struct ReplicatedExpectations {
  let result: ReplicatedResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.expectations.isEmpty else { return [] }
    return [ReportLine("Expectations at \(result.confidence.percent) confidence", .heading)]
      + result.expectations.flatMap { expectation in
        let text = DisplayText.prose(expectation.text, inASCII: style.inASCII)
        let first = ReportLine("  ")
          .appending(sign(of: expectation.verdict), HeadSection.role(of: expectation.verdict))
          .appending(
            " " + DisplayText.truncated(text, to: style.width - 4, ellipsis: style.ellipsis))
        let details = DisplayText.wrapped(reason(expectation), to: style.width - 6)
        return [first] + details.map { ReportLine("      ").appending($0, .faint) }
      }
  }

  private func sign(of verdict: ExpectationResult.Verdict) -> String {
    switch verdict {
    case .pass: style.pass
    case .fail: style.fail
    case .inconclusive: style.inconclusive
    }
  }

  private func reason(_ expectation: ReplicatedExpectation) -> String {
    guard let observed = expectation.observed, observed.isFinite else {
      return "nothing to observe in any replication"
    }
    func figure(_ value: Double) -> String {
      guard value < 0 else {
        return Figure.observation(value, in: expectation.unit, inASCII: style.inASCII)
      }
      return "-" + Figure.observation(-value, in: expectation.unit, inASCII: style.inASCII)
    }
    let what = expectation.isDifference ? "observed a difference of" : "observed"
    guard let interval = expectation.interval else {
      if expectation.verdict == .inconclusive {
        return "\(what) \(figure(observed)) once, which says nothing of its spread"
      }
      return "true in \(expectation.held) of \(expectation.count) replications; the nearest to the"
        + " limit showed \(figure(observed))"
    }
    let text =
      "\(what) \(figure(observed)), interval \(figure(interval.lower)) to"
      + " \(figure(interval.upper))"
    guard expectation.verdict == .inconclusive else { return text }
    guard let more = expectation.moreNeeded else {
      return text + "; the limit is so near that a million replications would not decide"
    }
    return text + "; about \(Figure.count(UInt64(more))) more replications would decide"
  }
}
