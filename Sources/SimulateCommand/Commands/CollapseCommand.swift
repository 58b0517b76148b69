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
    let folder = try environment.folder(request.output)
    var studies: [CollapseStudy] = []
    let inquiry = InquiryRun(threads: request.threads, environment: environment)
    for setting in settings {
      var study = CollapseStudy(setting)
      try inquiry.conduct(&study)
      guard study.runCount > 0 || !studies.isEmpty else { break }
      if let broken = study.brokenAudit {
        try? environment.messages.write(
          "simulate: a self-check of replication \(broken.replication) failed, which is a bug in"
            + " this program\n")
        return .selfCheckFailed
      }
      studies.append(study)
      guard study.isFinished else { break }
    }
    guard let first = studies.first else { return .interrupted }
    let remedies = zip(request.remedies, studies.dropFirst()).map {
      (change: "\($0.path)=\($0.value)", study: $1)
    }
    try write(first, remedies, of: plain, to: folder)
    guard studies.count == settings.count, studies.allSatisfy(\.isFinished) else {
      return .interrupted
    }
    return first.isVulnerable ? .expectationFailed : .success
  }

  private func write(
    _ study: CollapseStudy, _ remedies: [(change: String, study: CollapseStudy)],
    of architecture: Architecture, to folder: String?
  ) throws {
    let command =
      ["simulate", "collapse"] + request.arguments + ["--seed", "\(architecture.run.seed)"]
      + request.options.arguments
    func report(_ style: ReportStyle) -> String {
      CollapseReport(study, remedies: remedies, reproducedBy: command, style: style).text
    }
    let json = CollapseJSON(study, remedies: remedies).text
    switch request.format {
    case .text: try environment.output.write(report(environment.reportStyle))
    case .json: try environment.output.write(json)
    }
    guard let folder else { return }
    let page = CollapsePage(
      study, of: architecture.name, remedies: remedies, reproducedBy: command)
    try environment.write(
      [("report.txt", report(.plain)), ("report.html", page.text), ("result.json", json)],
      to: folder, named: request.output ?? "")
  }
}
