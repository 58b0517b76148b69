import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate compare`: holds two variants of a model against each other.
struct CompareCommand {
  let request: CompareRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let variants = try [request.first, request.second].map { choice in
      try ModelFile(choice.model, in: environment).document.architecture(
        scenario: choice.scenario, overrides: choice.overrides)
    }
    let folder = try environment.folder(request.output)
    let seed = variants[0].run.seed
    var options = request.options
    options.seed = seed
    var study = ComparisonStudy(confidence: request.confidence)
    let series = RunSeries(of: variants, options, limit: request.replications * variants.count)
    let isWhole = SeriesRun(series: series, threads: request.threads, environment: environment)
      .perform { _, result in
        study.add(result)
        return true
      }
    guard let result = study.result() else {
      try? environment.messages.write(
        "simulate: interrupted before a pair of runs was finished; there is no result\n")
      return .interrupted
    }
    try write(result, seed: seed, to: folder)
    guard isWhole else {
      try? environment.messages.write(
        "simulate: interrupted after \(result.count) of \(request.replications) pairs\n")
      return .interrupted
    }
    guard result.brokenAudit == nil else { return .selfCheckFailed }
    return result.stopped == 0 ? .success : .inconclusive
  }

  private func write(_ result: ComparisonResult, seed: UInt64, to folder: String?) throws {
    let names = (first: request.names[0], second: request.names[1])
    let command =
      ["simulate", "compare"] + request.arguments + ["--seed", "\(seed)"]
      + request.options.arguments
    switch request.format {
    case .text:
      try environment.output.write(
        ComparisonReport(
          result, of: names, reproducedBy: command, style: environment.reportStyle
        ).text)
    case .json: try environment.output.write(ComparisonJSON(result, of: names).text)
    }
    guard let folder else { return }
    let report = ComparisonReport(result, of: names, reproducedBy: command, style: .plain)
    let files = [
      ("report.txt", report.text),
      ("report.html", ComparisonPage(result, of: names, reproducedBy: command).text),
      ("result.json", ComparisonJSON(result, of: names).text),
    ]
    try environment.write(files, to: folder, named: request.output ?? "")
  }
}
