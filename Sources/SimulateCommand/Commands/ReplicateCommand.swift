import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports
import TimeBase

/// `simulate run --replications`: makes a run several times, and tells how certain its figures are.
struct ReplicateCommand {
  let request: RunRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    guard let replications = request.replications else { return .unusable }
    let file = try ModelFile(request.choice.model, in: environment)
    let architecture = try file.document.architecture(
      scenario: request.choice.scenario, overrides: request.choice.overrides)
    let folder = try environment.folder(request.output)

    var study = ReplicationStudy(architecture, replications.policy)
    let start = environment.elapsed()
    let series = RunSeries(of: [architecture], request.options, limit: replications.policy.count)
    let isWhole = SeriesRun(
      series: series, threads: replications.threads, environment: environment
    ).perform { study.add($1) }
    guard let result = study.result() else {
      tell("simulate: interrupted before a replication was finished; there is no result\n")
      return .interrupted
    }
    tell(Self.pace(result, took: environment.elapsed() - start))
    if !isWhole { tell("simulate: interrupted after \(result.count) finished replications\n") }
    try write(result, replications, isWhole: isWhole, file, architecture.about, to: folder)
    return isWhole ? ExitCode(of: result) : .interrupted
  }

  private func write(
    _ result: ReplicatedResult, _ replications: ReplicationRequest, isWhole: Bool,
    _ file: ModelFile, _ about: String, to folder: String?
  ) throws {
    let command =
      ["simulate"] + request.choice.arguments + ["--seed", "\(result.seed)"]
      + request.options.arguments + replications.arguments(count: isWhole ? nil : result.count)
    func report(_ style: ReportStyle) -> String {
      ReplicationReport(result, reproducedBy: command, style: style).text
    }
    switch request.format {
    case .text: try environment.output.write(report(environment.reportStyle))
    case .json: try environment.output.write(ReplicationJSON(result).text)
    case .csv: try environment.output.write(MetricsCSV(result).text)
    }
    guard let folder else { return }
    let page = ReplicationPage(
      result, about: about, source: file.document.sourceText, reproducedBy: command)
    let files = [
      ("report.txt", report(.plain)), ("report.html", page.text),
      ("result.json", ReplicationJSON(result).text),
      ("metrics.csv", MetricsCSV(result).text),
    ]
    try environment.write(files, to: folder, named: request.output ?? "")
  }

  private static func pace(_ result: ReplicatedResult, took duration: Duration) -> String {
    let runs = "\(result.count) runs of \(Figure.span(result.duration))"
    let span = TimeSpan(duration)
    return span > .zero ? "simulated \(runs) in \(Figure.time(span))\n" : "simulated \(runs)\n"
  }

  private func tell(_ text: String) {
    try? environment.messages.write(text)
  }
}

extension ExitCode {
  /// What replications amount to; a precision that was asked for and not reached decides nothing.
  init(of result: ReplicatedResult) {
    let verdicts = result.expectations.map(\.verdict)
    if result.brokenAudit != nil {
      self = .selfCheckFailed
    } else if verdicts.contains(.fail) {
      self = .expectationFailed
    } else if verdicts.contains(.inconclusive) || !result.stopped.isEmpty
      || result.precision?.outcome == .missed
    {
      self = .inconclusive
    } else {
      self = .success
    }
  }
}
