import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate explore`: looks for faults after which a model does not keep its promises.
struct ExploreCommand {
  let request: ExploreRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let shard = try request.shard.shard(environment.variable)
    let document = try ModelFile(request.choice.model, in: environment).document
    let (scenario, overrides) = (request.choice.scenario, request.choice.overrides)
    let plain = try document.architecture(scenario: scenario, overrides: overrides)
    guard !plain.expectations.isEmpty else {
      throw UsageProblem("the model expects nothing that could be broken; give it \"expect\"")
    }
    let limits: ExplorationLimits
    do {
      limits = try ExplorationLimits(
        of: document, scenario: scenario, overrides: overrides, kinds: request.kinds,
        most: request.most, longest: request.longest)
    } catch let problem as KnobProblem {
      throw UsageProblem(problem.message)
    }
    var exploration = try Exploration(
      of: document, scenario: scenario, overrides: overrides, limits,
      plans: Array(shard.pieces(of: request.plans)), seed: plain.run.seed, request.options)
    try InquiryRun(threads: request.threads, environment: environment).conduct(&exploration)
    guard exploration.runCount > 0 else { return .interrupted }
    if let failure = exploration.failureWithoutFaults {
      throw UsageProblem("the model fails without any fault: \(Self.text(of: failure))")
    }
    try environment.output.write(
      ExplorationReport(
        exploration, reproducedBy: command(exploration, seed: plain.run.seed),
        style: environment.reportStyle
      ).text)
    if exploration.brokenAudit != nil { return .selfCheckFailed }
    guard exploration.isFinished else { return .interrupted }
    return exploration.found == nil ? .success : .expectationFailed
  }

  private static func text(of failure: Incident.Failure) -> String {
    switch failure {
    case .expectation(let text): "\(text) does not hold"
    case .stopped: "the run was stopped because too much was in flight"
    case .selfCheck: "a self-check failed, which is a bug in this program"
    }
  }

  /// The run of what was found, or the exploration.
  private func command(_ exploration: Exploration, seed: UInt64) -> [String] {
    guard let found = exploration.found else {
      return ["simulate", "explore"] + request.arguments + ["--seed", "\(seed)"]
        + request.options.arguments
    }
    let scenario = request.choice.scenario.map { ["--scenario", $0] } ?? []
    let changes = exploration.overrides(of: found.smallest).filter { $0.path != "run.seed" }
    return ["simulate", "--model", request.choice.model] + scenario
      + changes.flatMap { ["--set", "\($0.path)=\($0.value)"] } + ["--seed", "\(seed)"]
      + request.options.arguments
  }
}
