import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate explain`: makes a run, and makes it again to see where the time goes.
struct ExplainCommand {
  let request: ExplainRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let file = try ModelFile(request.choice.model, in: environment)
    let architecture = try file.document.architecture(
      scenario: request.choice.scenario, overrides: request.choice.overrides)
    guard let (result, explanation) = explain(architecture) else {
      try? environment.messages.write("simulate: interrupted; there is no explanation\n")
      return .interrupted
    }
    let command =
      ["simulate", "explain"] + request.choice.arguments + ["--seed", "\(result.seed)"]
      + request.options.arguments
    switch request.format {
    case .text:
      try environment.output.write(
        ExplanationReport(
          explanation, of: result, architecture, reproducedBy: command,
          style: environment.reportStyle
        ).text)
    case .json:
      let theory = TheoryCheck(
        architecture, calls: architecture.calls.map { ($0.caller, $0.callee) }, result)
      try environment.output.write(ExplanationJSON(explanation, of: result, theory).text)
    }
    guard result.audit.isClean, explanation.unbalanced == 0 else { return .selfCheckFailed }
    return result.ending == .completed ? .success : .inconclusive
  }

  private func explain(_ architecture: Architecture) -> (RunResult, Explanation)? {
    var line = ProgressLine(
      model: architecture.name, duration: architecture.run.duration, environment: environment)
    defer { line.clear() }
    func proceed(_ headway: Headway) -> Bool {
      line.show(headway)
      return !environment.isInterrupted()
    }
    guard
      let result = environment.runner.run(architecture, request.options, proceed: proceed),
      let explanation = environment.runner.explain(
        result, of: architecture, request.options, sampling: 0, proceed: proceed)
    else { return nil }
    return (result, explanation)
  }
}
