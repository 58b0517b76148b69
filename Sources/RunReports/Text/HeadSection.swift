import ArchitectureSimulation
import TimeBase

/// The answer, and what it is the answer to.
struct HeadSection {
  let result: RunResult
  let style: ReportStyle

  /// The most lines of the model's own words.
  private static let aboutLimit = 4

  var lines: [ReportLine] {
    let summary = SummaryLine(displayed: result, style: style)
    var lines = [ReportLine(summary.text, Self.role(of: summary.verdict))]
    let about = DisplayText.wrapped(result.model.about, to: style.width)
    lines += about.prefix(Self.aboutLimit).map { ReportLine($0) }
    lines.append(ReportLine(""))
    return lines + ReportLine.fact("run", in: style, run)
      + ReportLine.fact("window", in: style, window)
      + ReportLine.fact("requests", in: style, requests)
  }

  /// The look of a verdict wherever it is shown.
  static func role(of verdict: ExpectationResult.Verdict?) -> ReportLine.Role {
    switch verdict {
    case .pass: .good
    case .fail: .bad
    case .inconclusive: .doubtful
    case nil: .heading
    }
  }

  private var run: String {
    let duration = Figure.span(result.duration, inASCII: style.inASCII)
    return "\(duration) of virtual time, seed \(result.seed), replication \(result.replication)"
  }

  private var window: String {
    let start = Figure.span(result.window.start - .zero, inASCII: style.inASCII)
    let end = Figure.span(result.window.end - .zero, inASCII: style.inASCII)
    let reach = "the figures are about \(start) to \(end)"
    switch result.warmup {
    case .fixed where result.window.start == .zero: return reach + ", no warm-up"
    case .fixed: return reach + ", after the warm-up"
    case .automatic where result.window.start == .zero: return reach + ", steady from the start"
    case .automatic: return reach + ", where the run is steady"
    case .notFound: return reach + ", the warm-up included"
    }
  }

  private var requests: String {
    let totals = result.clients.map(\.total)
    func sum(_ count: (RequestResult) -> UInt64) -> UInt64 {
      totals.reduce(0) { $0 &+ count($1) }
    }
    let text =
      "\(Figure.count(sum(\.offered))) offered, \(Figure.count(sum(\.succeeded))) succeeded"
    let rest =
      ", \(Figure.count(sum(\.failed))) failed, \(Figure.count(sum(\.inFlightAtEnd))) in flight"
      + " at the end"
    return text + rest
  }
}
