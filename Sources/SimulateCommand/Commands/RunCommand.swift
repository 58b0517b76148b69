import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports
import TimeBase

/// `simulate run`: makes a run and tells what came of it.
struct RunCommand {
  let request: RunRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let file = try ModelFile(request.choice.model, in: environment)
    let reading = try file.document.reading(
      scenario: request.choice.scenario, overrides: request.choice.overrides)
    if !reading.advice.isEmpty { mention(reading.advice.count) }
    let folder = try environment.folder(request.output)

    let start = environment.elapsed()
    guard let result = perform(reading.architecture) else { return .interrupted }
    tell(Pace(result, took: environment.elapsed() - start).text + "\n")

    let command =
      ["simulate"] + request.choice.arguments + ["--seed", "\(result.seed)"]
      + request.options.arguments + request.confidenceArguments
    let explanation = request.explains ? explain(result, of: reading.architecture) : nil
    let isUnbalanced = explanation.map { $0.unbalanced > 0 } ?? false
    if !result.audit.isClean || isUnbalanced { reportBug(command, result) }
    try write(
      result, explanation, of: reading.architecture, command: command,
      source: file.document.sourceText, to: folder)
    if request.explains, explanation == nil { return .interrupted }
    return isUnbalanced ? .selfCheckFailed : ExitCode(of: result)
  }

  private func perform(_ architecture: Architecture) -> RunResult? {
    var line = ProgressLine(
      model: architecture.name, duration: architecture.run.duration, environment: environment)
    var reached = Instant.zero
    let result = environment.runner.run(architecture, request.options) { headway in
      reached = headway.now
      line.show(headway)
      return !environment.isInterrupted()
    }
    line.clear()
    if result == nil {
      let time = Figure.span(.nanoseconds(reached.nanoseconds))
      tell("simulate: interrupted at \(time) of \(architecture.run.duration); there is no result\n")
    }
    return result
  }

  private func explain(_ result: RunResult, of architecture: Architecture) -> Explanation? {
    var line = ProgressLine(
      model: architecture.name, duration: architecture.run.duration, environment: environment)
    let explanation = environment.runner.explain(
      result, of: architecture, request.options, sampling: request.sampleSize
    ) {
      line.show($0)
      return !environment.isInterrupted()
    }
    line.clear()
    if explanation == nil {
      tell("simulate: interrupted while the run was played again; it is not explained\n")
    }
    return explanation
  }

  private func write(
    _ result: RunResult, _ explanation: Explanation?, of architecture: Architecture,
    command: [String], source: String,
    to folder: String?
  ) throws {
    let calls = architecture.calls
    let precision = request.confidence.map { RunPrecision(of: result, confidence: $0) }
    func report(_ style: ReportStyle) -> String {
      TextReport(
        result, calls: calls, precision: precision, reproducedBy: command, style: style
      ).text
    }
    let json = precision.map { JSONReport(result, $0).text } ?? JSONReport(result).text
    switch request.format {
    case .text: try environment.output.write(report(environment.reportStyle))
    case .json: try environment.output.write(json)
    case .csv: try environment.output.write(SeriesCSV(result).text)
    }
    guard let folder else { return }
    let explained = explanation.map {
      ExplanationJSON(
        $0, of: result,
        TheoryCheck(architecture, calls: calls.map { ($0.caller, $0.callee) }, result))
    }
    let drawing = ArchitectureDrawing(
      clients: result.clients.map(\.name),
      components: result.components.map { ($0.name, $0.kind) }, calls: calls)
    let page = HTMLReport(
      result, calls: calls, source: source, explained: explained, reproducedBy: command)
    var files = [
      ("report.txt", report(.plain)), ("report.html", page.text), ("result.json", json),
      ("series.csv", SeriesCSV(result).text), ("series.openmetrics", OpenMetricsText(result).text),
      ("architecture.mmd", drawing.mermaid), ("architecture.dot", drawing.dot),
    ]
    if let explanation, let explained {
      files += [
        ("explanation.json", explained.text),
        ("trace.json", ChromeTrace(explanation, of: result).text),
        ("otlp.json", OpenTelemetryTrace(explanation, of: result).text),
      ]
    }
    try environment.write(files, to: folder, named: request.output ?? "")
  }

  // MARK: Messages

  private func mention(_ count: Int) {
    let advice = ComponentSummary.counted(count, "piece of advice", "pieces of advice")
    let command = ShellCommand(["simulate", "check", "--model", request.choice.model]).text
    tell("\(advice) on this model: \(command)\n")
  }

  private func reportBug(_ command: [String], _ result: RunResult) {
    tell(
      """
      simulate: a self-check of this run failed, which is a bug in this program and not in the \
      model; this line shows it again:
      \(ShellCommand(command, comment: "digest " + result.digest.total.hexadecimal).text)

      """)
  }

  private func tell(_ text: String) {
    try? environment.messages.write(text)
  }
}

extension CommandEnvironment {
  /// As plain as files like it where nobody looks on, as rich as the terminal allows where somebody
  /// does.
  var reportStyle: ReportStyle {
    guard outputIsTerminal else { return .plain }
    return ReportStyle(
      usesUnicode: showsUnicode, usesColour: allowsColour,
      width: outputColumns() ?? ReportStyle.widest)
  }
}

extension ExitCode {
  /// What a result amounts to: a broken self-check outweighs all, and a run that was stopped is no
  /// success even if everything held until then.
  init(of result: RunResult) {
    let verdicts = result.expectations.map(\.verdict)
    if !result.audit.isClean {
      self = .selfCheckFailed
    } else if verdicts.contains(.fail) {
      self = .expectationFailed
    } else if verdicts.contains(.inconclusive) || result.ending != .completed {
      self = .inconclusive
    } else {
      self = .success
    }
  }
}
