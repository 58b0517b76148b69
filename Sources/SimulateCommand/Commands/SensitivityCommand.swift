import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate sensitivity`: ranks knobs by what they do to the figures of a run.
struct SensitivityCommand {
  let request: SensitivityRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let document = try ModelFile(request.choice.model, in: environment).document
    let (scenario, overrides) = (request.choice.scenario, request.choice.overrides)
    let seed = try document.architecture(scenario: scenario, overrides: overrides).run.seed
    var options = request.options
    options.seed = seed
    var study: SensitivityStudy
    do {
      study = try SensitivityStudy(
        of: document, scenario: scenario, overrides: overrides, knobs: request.knobs,
        metrics: request.metrics, request.policy, options)
    } catch let problem as KnobProblem {
      throw UsageProblem(problem.message)
    }
    try InquiryRun(threads: request.threads, environment: environment).conduct(&study)
    guard study.runCount > 0 else { return .interrupted }
    if let broken = study.brokenAudit {
      try? environment.messages.write(
        "simulate: a self-check of replication \(broken.replication) failed, which is a bug in this"
          + " program\n")
      return .selfCheckFailed
    }
    let command =
      ["simulate", "sensitivity"] + request.arguments + ["--seed", "\(seed)"]
      + request.options.arguments
    switch request.format {
    case .text:
      try environment.output.write(
        SensitivityReport(study, reproducedBy: command, style: environment.reportStyle).text)
    case .json: try environment.output.write(SensitivityJSON(study).text)
    case .csv: try environment.output.write(SensitivityCSV(study).text)
    }
    guard study.isFinished else { return .interrupted }
    return study.stoppedCount == 0 ? .success : .inconclusive
  }
}
