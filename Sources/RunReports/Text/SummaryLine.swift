public import ArchitectureSimulation
import TimeBase

/// One sentence about a run that answers what was expected of it:
/// `three-instances · peak: 2 of 3 expectations hold`.
public struct SummaryLine: Hashable, Sendable {
  /// The sentence, safe to print, in at most ``ReportStyle/width`` columns.
  public var text: String

  /// What the sentence amounts to; `nil` if nothing was expected and nothing went wrong.
  public var verdict: ExpectationResult.Verdict?

  public init(_ result: RunResult, style: ReportStyle = .plain) {
    self.init(displayed: result.displayed(inASCII: style.inASCII), style: style)
  }

  /// - Parameter result: Already safe to print.
  init(displayed result: RunResult, style: ReportStyle) {
    verdict = Self.verdict(of: result)
    var statement = Self.statement(about: result)
    if case .stopped(let time, _) = result.ending {
      let span = Figure.span(time - .zero, inASCII: style.inASCII)
      statement += "; the run was stopped at \(span)"
    }
    let room = style.width - statement.count - 2
    text = Self.title(of: result.model, to: room, style: style) + ": " + statement
  }

  /// The model and its scenario; what is too long loses its middle, each for itself.
  static func title(of model: RunResult.Model, to room: Int, style: ReportStyle) -> String {
    let parts = [model.name, model.scenario].compactMap(\.self)
    let title = parts.joined(separator: style.separator)
    guard DisplayText.columns(of: title) > room else { return title }
    let each = (room - style.separator.count * (parts.count - 1)) / parts.count
    return parts.map { DisplayText.truncated($0, to: each, ellipsis: style.ellipsis) }
      .joined(separator: style.separator)
  }

  private static func verdict(of result: RunResult) -> ExpectationResult.Verdict? {
    if !result.audit.isClean { return .fail }
    let verdicts = result.expectations.map(\.verdict)
    if verdicts.contains(.fail) { return .fail }
    if verdicts.contains(.inconclusive) || result.ending != .completed { return .inconclusive }
    return verdicts.isEmpty ? nil : .pass
  }

  private static func statement(about result: RunResult) -> String {
    if !result.audit.isClean {
      return "a self-check failed; do not trust these figures"
    }
    let all = result.expectations.count
    guard all > 0 else { return withoutExpectations(result) }
    let held = result.expectations.count { $0.verdict == .pass }
    let open = result.expectations.count { $0.verdict == .inconclusive }
    return statement(held: held, open: open, of: all)
  }

  /// What became of so many expectations.
  static func statement(held: Int, open: Int, of all: Int) -> String {
    if all == 1 {
      if open == 1 { return "the expectation is inconclusive" }
      return held == 1 ? "the expectation holds" : "the expectation does not hold"
    }
    if held == all { return all == 2 ? "both expectations hold" : "all \(all) expectations hold" }
    let first =
      held == 0
      ? "none of \(all) expectations holds"
      : "\(held) of \(all) expectations \(held == 1 ? "holds" : "hold")"
    guard open > 0 else { return first }
    return first + ", \(open) \(open == 1 ? "is" : "are") inconclusive"
  }

  private static func withoutExpectations(_ result: RunResult) -> String {
    let completed = result.clients.reduce(0) { $0 &+ $1.total.completed }
    let succeeded = result.clients.reduce(0) { $0 &+ $1.total.succeeded }
    guard completed > 0 else { return "no request completed" }
    return "\(Figure.share(succeeded, of: completed)) of \(Figure.shortCount(completed))"
      + " requests succeeded"
  }
}
