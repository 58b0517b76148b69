import RunReports

/// The help of the program and of its commands, at most 100 columns wide.
enum HelpText {
  static let overview: String = {
    var text = """
      Rehearses a backend's load and outages under virtual time: same model, same seed, same result.

      Usage: simulate --model FILE [options]
             simulate COMMAND [options]

      Commands:

      """
    text += table(
      CommandSpecification.all.map { ($0.name.rawValue, $0.summary) })
    text += "\nOptions of run:\n"
    let run = CommandSpecification.named(.run)
    text += table((run.options + [.version]).map { (usage(of: $0), $0.summary) })
    text += "\nExamples:\n"
    for example in run.examples + ["simulate check --model three-instances", "simulate list"] {
      text += "  \(example)\n"
    }
    return text + "\n" + exitCodes + "\nEach command explains itself: simulate COMMAND --help\n"
  }()

  static func command(_ name: CommandSpecification.Name) -> String {
    let command = CommandSpecification.named(name)
    let arguments = command.arguments.isEmpty ? "" : " \(command.arguments)"
    var text = wrapped(command.explanation, indentation: 0)
    text += "\nUsage: simulate \(name.rawValue)\(arguments)"
    text += command.options.count > 1 ? " [options]\n" : "\n"
    text += "\nOptions:\n" + table(command.options.map { (usage(of: $0), $0.summary) })
    text += "\nExamples:\n" + command.examples.map { "  \($0)\n" }.joined()
    return [.run, .sweep, .find, .sensitivity, .collapse, .explore, .compare, .record, .verify]
      .contains(name)
      ? text + "\n" + exitCodes : text
  }

  private static let exitCodes = """
    Exit codes:
      0    the run was made and every expectation held
      1    an expectation did not hold
      2    the command line or the model is wrong, or a file cannot be read or written
      3    an expectation could not be decided, or the run was stopped at a bound
      4    a self-check failed, which is a bug in this program
      130  interrupted

    """

  private static func usage(of option: OptionSpecification) -> String {
    option.placeholder.map { "\(option.name) \($0)" } ?? option.name
  }

  /// Two columns, the second one wrapped.
  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map { $0.0.count }.max() ?? 0
    return rows.map { left, right in
      let text = wrapped(right, indentation: width + 4)
      return "  " + DisplayText.padded(left, to: width + 2) + text.dropFirst(width + 4)
    }.joined()
  }

  private static func wrapped(_ text: String, indentation: Int) -> String {
    let lines = DisplayText.wrapped(text, to: ReportStyle.widest - indentation)
    let space = String(repeating: " ", count: indentation)
    return lines.map { space + $0 + "\n" }.joined()
  }
}
