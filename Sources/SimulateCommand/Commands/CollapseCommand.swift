import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate collapse`: searches the triggers from which a system does not come back by itself.
struct CollapseCommand {
  let request: CollapseRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let document = try ModelFile(request.choice.model, in: environment).document
    let plain = try document.architecture(
      scenario: request.choice.scenario, overrides: request.choice.overrides)
    var options = request.options
    options.seed = plain.run.seed
    var settings: [CollapseSetting] = []
    for more in [[]] + request.remedies.map({ [$0] }) {
      do {
        settings.append(
          try CollapseSetting(
            of: document, scenario: request.choice.scenario,
            overrides: request.choice.overrides + more, load: request.load,
            trigger: request.trigger, sizes: request.sizes, options,
            replications: request.replications))
      } catch let problem as KnobProblem {
        throw UsageProblem(problem.message)
      }
    }
    var studies: [CollapseStudy] = []
    let inquiry = InquiryRun(threads: request.threads, environment: environment)
    for setting in settings {
      var study = CollapseStudy(setting)
      guard try inquiry.conduct(&study) else { return .interrupted }
      if let broken = study.brokenAudit {
        try? environment.messages.write(
          "simulate: a self-check of replication \(broken.replication) failed, which is a bug in"
            + " this program\n")
        return .selfCheckFailed
      }
      studies.append(study)
    }
    let remedies = zip(request.remedies, studies.dropFirst()).map {
      (change: "\($0.path)=\($0.value)", study: $1)
    }
    try write(studies[0], remedies, seed: plain.run.seed)
    return studies[0].isVulnerable ? .expectationFailed : .success
  }

  private func write(
    _ study: CollapseStudy, _ remedies: [(change: String, study: CollapseStudy)], seed: UInt64
  ) throws {
    let command =
      ["simulate", "collapse"] + request.arguments + ["--seed", "\(seed)"]
      + request.options.arguments
    switch request.format {
    case .text:
      try environment.output.write(
        CollapseReport(
          study, remedies: remedies, reproducedBy: command, style: environment.reportStyle
        ).text)
    case .json: try environment.output.write(CollapseJSON(study, remedies: remedies).text)
    }
  }
}
