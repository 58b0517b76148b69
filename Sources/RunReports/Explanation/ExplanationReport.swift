public import ArchitectureModel
public import ArchitectureSimulation
import Experiments
import TimeBase

/// Why the latency of a run is what it is, for people: where the time of the mean request and of the
/// slowest ones goes, what saturates first, what work is in vain, what theory says, and some requests
/// from their start to their end.
public struct ExplanationReport: Hashable, Sendable {
  /// The whole report, with a line feed at the end.
  public var text: String

  /// - Parameters:
  ///   - result: The run that is explained.
  ///   - command: The arguments that make this report again, the name of the program first.
  public init(
    _ explanation: Explanation, of result: RunResult, _ architecture: Architecture,
    reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let analysis = OperationalAnalysis(result, of: explanation)
    let theory = TheoryCheck(
      architecture, calls: architecture.calls.map { ($0.caller, $0.callee) }, result)
    let shown = result.displayed(inASCII: style.inASCII)
    var sections = [HeadSection(result: shown, style: style).lines]
    for client in explanation.clients {
      sections.append(BudgetSection(client: client, style: style).lines)
    }
    sections.append(
      BottleneckSection(analysis: analysis, clients: architecture.clients, style: style).lines)
    sections.append(WasteSection(explanation: explanation, style: style).lines)
    sections.append(TheorySection(check: theory, style: style).lines)
    for client in explanation.clients {
      for exemplar in client.exemplars {
        sections.append(
          WaterfallSection(client: client.name, exemplar: exemplar, style: style).lines)
      }
    }
    sections.append(Self.notes(explanation, style))
    let comment = "digest " + result.digest.total.hexadecimal
    text =
      sections.text(in: style) + "\n" + ShellCommand(command, comment: comment, style: style).text
      + "\n"
  }

  private static func notes(_ explanation: Explanation, _ style: ReportStyle) -> [ReportLine] {
    var notes: [String] = []
    if explanation.untraced > 0 {
      notes.append(
        "\(Figure.count(explanation.untraced)) requests made more calls than are kept track of and"
          + " stand in none of these figures")
    }
    if explanation.unbalanced > 0 {
      notes.append(
        "the parts of \(Figure.count(explanation.unbalanced)) requests do not add up to their"
          + " latency, which is a bug of Rehearsal")
    }
    return ReportLine.list("Notes", notes, style: style)
  }
}

extension OperationalAnalysis {
  /// With what a request takes that waits for nobody: service, network, and what limits hold back.
  package init(_ result: RunResult, of explanation: Explanation) {
    var (time, count): (Double, UInt64) = (0, 0)
    for client in explanation.clients {
      let budget = client.successes
      let uses: [TimeUse] = [.service, .network, .limit]
      time += uses.reduce(0) { $0 + budget.mean(of: $1) } * Double(budget.count)
      count += budget.count
    }
    self.init(result, unloadedResponse: count == 0 ? 0 : time / Double(count))
  }
}

extension TimeSpan {
  /// From a number of seconds as reports have it.
  init(reported seconds: Double) {
    self.init(roundingNanoseconds: min(max(seconds, 0), 9e9) * 1e9)
  }
}
