import ArchitectureModel
import ArchitectureSimulation
import RunReports
import TimeBase

/// `simulate verify`: runs a model twice and compares every event.
struct VerifyCommand {
  let choice: ModelChoice
  let options: ArchitectureRun.Options
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let file = try ModelFile(choice.model, in: environment)
    let architecture = try file.document.architecture(
      scenario: choice.scenario, overrides: choice.overrides)
    guard let comparison = compare(architecture) else { return .interrupted }
    let name = DisplayText.truncated(DisplayText.name(architecture.name), to: 40)
    let command =
      ["simulate", "verify"] + choice.arguments + ["--seed", "\(architecture.run.seed)"]
      + options.arguments
    guard let difference = comparison.difference else {
      let line = ShellCommand(command, comment: "digest " + comparison.digest.hexadecimal).text
      try environment.output.write(
        "\(name): two runs agree on all \(Figure.count(comparison.events)) events\n\n\(line)\n")
      return .success
    }
    try environment.output.write(
      """
      \(text(of: difference, in: name))
      One model gave two results, which is a bug in this program. This line shows it again:

      \(ShellCommand(command).text)

      """)
    return .selfCheckFailed
  }

  private func compare(_ architecture: Architecture) -> RunComparison? {
    var line = ProgressLine(
      model: architecture.name, duration: architecture.run.duration, environment: environment)
    let comparison = environment.runner.compare(architecture, options) { headway in
      line.show(headway)
      return !environment.isInterrupted()
    }
    line.clear()
    if comparison == nil {
      try? environment.messages.write("simulate: interrupted; nothing was found out\n")
    }
    return comparison
  }

  private func text(of difference: RunComparison.Difference, in name: String) -> String {
    if difference.first == nil, difference.second == nil {
      return "\(name): two runs parted, and two more did not part at the same place\n"
    }
    return """
      \(name): two runs part at event \(Figure.count(difference.number))

        first   \(event(difference.first))
        second  \(event(difference.second))

      """
  }

  private func event(_ text: String?) -> String {
    DisplayText.truncated(text.map { DisplayText.prose($0) } ?? "nothing, the run was over", to: 90)
  }
}
