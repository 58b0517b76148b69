import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate find`: searches the largest or smallest value that meets the expectations.
struct FindCommand {
  let request: FindRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let document = try ModelFile(request.choice.model, in: environment).document
    let folder = try environment.folder(request.output)
    let plain = try document.architecture(
      scenario: request.choice.scenario, overrides: request.choice.overrides)
    guard !plain.expectations.isEmpty else {
      throw UsageProblem("the model expects nothing that could be met; give it \"expect\"")
    }
    var options = request.options
    options.seed = plain.run.seed
    func search(_ more: [Override]) throws(InvalidModel) -> CapacitySearch {
      try CapacitySearch(
        of: document, scenario: request.choice.scenario,
        overrides: request.choice.overrides + more, request.ladder, request.policy, options)
    }
    var frontier: CapacityFrontier
    if let second = request.second {
      frontier = try CapacityFrontier(over: second, values: second.count ?? 0) {
        (value) throws(InvalidModel) in try search([value])
      }
    } else {
      frontier = CapacityFrontier(try search([]))
    }
    try InquiryRun(threads: request.threads, environment: environment).conduct(&frontier)
    guard frontier.runCount > 0 else { return .interrupted }
    if let broken = frontier.brokenAudit {
      try? environment.messages.write(
        "simulate: a self-check of replication \(broken.replication) failed, which is a bug in this"
          + " program\n")
      return .selfCheckFailed
    }
    try write(frontier, of: plain, to: folder)
    guard frontier.isFinished else { return .interrupted }
    if frontier.searches.contains(where: { !$0.isConclusive }) { return .inconclusive }
    return frontier.searches.allSatisfy { $0.met == nil } ? .expectationFailed : .success
  }

  private func write(
    _ frontier: CapacityFrontier, of architecture: Architecture, to folder: String?
  ) throws {
    let command =
      ["simulate", "find"] + request.arguments + ["--seed", "\(architecture.run.seed)"]
      + request.options.arguments
    func report(_ style: ReportStyle) -> String {
      CapacityReport(frontier, reproducedBy: command, style: style).text
    }
    let json = CapacityJSON(frontier).text
    switch request.format {
    case .text: try environment.output.write(report(environment.reportStyle))
    case .json: try environment.output.write(json)
    }
    guard let folder else { return }
    let page = SearchPage(frontier, of: architecture.name, reproducedBy: command)
    try environment.write(
      [("report.txt", report(.plain)), ("report.html", page.text), ("result.json", json)],
      to: folder, named: request.output ?? "")
  }
}
