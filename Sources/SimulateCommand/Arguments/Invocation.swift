import ArchitectureModel
import ArchitectureSimulation
import TimeBase

/// What the program is asked to do.
enum Invocation: Hashable {
  /// Explain the program, or one command.
  case help(CommandSpecification.Name?)
  case version
  case run(RunRequest)
  case compare(CompareRequest)
  case record(RecordRequest)
  case check(ModelChoice)
  case verify(ModelChoice, ArchitectureRun.Options)
  case list(ListCommand.Format)
  case schema

  /// Reads the arguments of the program, without its name.
  ///
  /// Whoever asks for help gets it, whatever else is wrong with the command line.
  ///
  /// - Throws: ``UsageProblem`` with one sentence.
  init(_ arguments: [String]) throws(UsageProblem) {
    if arguments.contains(where: { $0 == "--help" || $0 == "-h" }) {
      self = .help(arguments.first.flatMap { CommandSpecification.Name(rawValue: $0) })
      return
    }
    if arguments == ["--version"] {
      self = .version
      return
    }
    if arguments.contains("--version") {
      throw UsageProblem("--version stands alone")
    }
    let parsed = try ParsedArguments(arguments)
    if parsed.command != .help, let word = parsed.words.first {
      throw Self.unexpected(word, parsed)
    }
    switch parsed.command {
    case .help: self = .help(try Self.topic(parsed.words))
    case .run: self = .run(try RunRequest(parsed))
    case .compare: self = .compare(try CompareRequest(parsed))
    case .record: self = .record(try RecordRequest(parsed))
    case .check: self = .check(try ModelChoice(parsed))
    case .verify: self = .verify(try ModelChoice(parsed), try ArchitectureRun.Options(parsed))
    case .list: self = .list(try parsed.choice(of: .listFormat) ?? .text)
    case .schema: self = .schema
    }
  }

  private static func topic(
    _ words: [String]
  ) throws(UsageProblem) -> CommandSpecification.Name? {
    guard let word = words.first else { return nil }
    guard words.count == 1 else {
      throw UsageProblem("help explains one command at a time, not \(words.count)")
    }
    return try ParsedArguments([word]).command
  }

  private static func unexpected(_ word: String, _ parsed: ParsedArguments) -> UsageProblem {
    let quoted = word.quotedForMessage
    let takesModel = CommandSpecification.named(parsed.command).options.contains(.model)
    if takesModel, parsed.value(of: .model) == nil {
      return UsageProblem("unexpected argument \(quoted); a model is given as --model FILE")
    }
    return UsageProblem("unexpected argument \(quoted)")
  }
}
