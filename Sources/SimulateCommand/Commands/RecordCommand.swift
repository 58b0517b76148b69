import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

/// `simulate record`: keeps the results of a model, or shows what differs from those that were kept.
struct RecordCommand {
  let request: RecordRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let model = try ModelFile(request.choice.model, in: environment)
    let place = request.file ?? Self.place(beside: model.path)
    let path = FilePath.joined(environment.currentFolder, place)
    let kept = request.isCheck ? try keptText(at: path, place) : nil
    if !request.isCheck { try checkReplaceable(path, place) }
    let titles = [nil] + model.document.scenarios.map { Optional($0.name) }
    let variants = try titles.map {
      try model.document.architecture(scenario: $0, overrides: request.choice.overrides)
    }
    var golden: GoldenResults?
    var isSound = true
    let isWhole = SeriesRun(
      series: RunSeries(of: variants, limit: variants.count), threads: request.threads,
      environment: environment
    ).perform { _, result in
      var results = golden ?? GoldenResults(of: result.model)
      results.add(result)
      golden = results
      isSound = isSound && result.audit.isClean
      return true
    }
    guard isWhole, let golden else {
      tell("simulate: interrupted; nothing was recorded\n")
      return .interrupted
    }
    guard isSound else {
      tell("simulate: a self-check of a run failed, which is a bug in this program\n")
      return .selfCheckFailed
    }
    guard let kept else {
      try environment.files.replace(path, with: golden.text)
      tell("wrote the results of \(variants.count) runs to \(place.quotedForMessage)\n")
      return .success
    }
    return try compare(kept, golden, place)
  }

  private func compare(
    _ kept: String, _ golden: GoldenResults, _ place: String
  ) throws -> ExitCode {
    let difference = GoldenDifference(from: kept, to: golden)
    if let problem = difference.problem {
      throw UsageProblem("\(place.quotedForMessage) cannot be compared: \(problem)")
    }
    guard !difference.changes.isEmpty else {
      try environment.output.write("all results are as recorded in \(DisplayText.name(place))\n")
      return .success
    }
    try environment.output.write(GoldenReport(difference).text)
    return .expectationFailed
  }

  /// Nobody means to replace anything else than older results by new ones.
  private func checkReplaceable(_ path: String, _ place: String) throws {
    guard environment.files.kind(of: path) == .file else { return }
    let start = Array(GoldenResults.heading.utf8)
    let found = try environment.files.read(path, from: 0, count: start.count)
    guard found.isEmpty || found == start else {
      throw UsageProblem(
        "\(place.quotedForMessage) holds something else than recorded results and is not replaced;"
          + " give another --file")
    }
  }

  private func keptText(at path: String, _ place: String) throws -> String {
    guard environment.files.kind(of: path) == .file else {
      let command = ShellCommand(["simulate", "record"] + request.choice.arguments).text
      throw UsageProblem("nothing was recorded in \(place.quotedForMessage) yet: \(command)")
    }
    let bytes = try environment.files.read(path, limit: 16 << 20)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func place(beside model: String) -> String {
    (model.hasSuffix(".json") ? String(model.dropLast(5)) : model) + ".results.txt"
  }

  private func tell(_ text: String) {
    try? environment.messages.write(text)
  }
}
