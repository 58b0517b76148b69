import ArchitectureModel
import RunReports

/// The program `simulate`, apart from the process that it runs in.
///
///     let code = Program(in: .process()).run(["--model", "three-instances"])
public struct Program {
  private let environment: CommandEnvironment

  /// The version of the program.
  public static let version = "0.1.0"

  public init(in environment: CommandEnvironment) {
    self.environment = environment
  }

  /// Does what the arguments ask for; `arguments` are without the name of the program.
  ///
  /// Never throws: whatever is wrong is said on standard error and in the exit code.
  public func run(_ arguments: [String]) -> ExitCode {
    guard !arguments.isEmpty else {
      tell(HelpText.overview)
      return .unusable
    }
    return answer { try obey(try Invocation(arguments)) }
  }

  /// Does `work`, and says what is wrong if it cannot be done.
  private func answer(_ work: () throws -> ExitCode) -> ExitCode {
    do {
      return try work()
    } catch let problem as UsageProblem {
      tell("simulate: \(problem.message)\n")
    } catch let problem as FileProblem {
      tell("simulate: \(problem)\n")
    } catch let model as InvalidModel {
      for problem in model.problems { tell(Self.line(for: problem) + "\n") }
    } catch {
      tell("simulate: \(error)\n")
    }
    return .unusable
  }

  private func obey(_ invocation: Invocation) throws -> ExitCode {
    switch invocation {
    case .help(let command):
      try environment.output.write(command.map(HelpText.command) ?? HelpText.overview)
    case .version:
      try environment.output.write(Self.versions)
    case .run(let request):
      guard request.watches else { return try run(request) }
      return try WatchCommand(model: request.choice.model, environment: environment).run {
        answer { try run(request) }
      }
    case .sweep(let request):
      return try SweepCommand(request: request, environment: environment).run()
    case .merge(let request):
      return try MergeCommand(request: request, environment: environment).run()
    case .find(let request):
      return try FindCommand(request: request, environment: environment).run()
    case .sensitivity(let request):
      return try SensitivityCommand(request: request, environment: environment).run()
    case .collapse(let request):
      return try CollapseCommand(request: request, environment: environment).run()
    case .explore(let request):
      return try ExploreCommand(request: request, environment: environment).run()
    case .compare(let request):
      return try CompareCommand(request: request, environment: environment).run()
    case .explain(let request):
      return try ExplainCommand(request: request, environment: environment).run()
    case .record(let request):
      return try RecordCommand(request: request, environment: environment).run()
    case .check(let choice):
      try CheckCommand(choice: choice, environment: environment).run()
    case .verify(let choice, let options):
      return try VerifyCommand(choice: choice, options: options, environment: environment).run()
    case .list(let format):
      return try ListCommand(format: format, environment: environment).run()
    case .describe(let subject):
      let description = ModelDescription(environment.reportStyle)
      try environment.output.write(subject.map { description.text(of: $0) } ?? description.overview)
    case .schema:
      try environment.output.write(ModelSchema.text)
    }
    return .success
  }

  private func run(_ request: RunRequest) throws -> ExitCode {
    try request.replications == nil
      ? RunCommand(request: request, environment: environment).run()
      : ReplicateCommand(request: request, environment: environment).run()
  }

  /// A problem quotes what it found, which can be of any length.
  private static func line(for problem: ModelProblem) -> String {
    DisplayText.truncated(DisplayText.name("\(problem)"), to: 2000)
  }

  private func tell(_ text: String) {
    // Nobody is left to tell that telling failed.
    try? environment.messages.write(text)
  }
}
