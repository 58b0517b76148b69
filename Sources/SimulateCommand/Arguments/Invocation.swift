import ArchitectureModel
import ArchitectureSimulation
import TimeBase

/// What the program is asked to do.
enum Invocation: Hashable {
  /// Explain the program, or one command.
  case help(CommandSpecification.Name?)
  case version
  case run(RunRequest)
  case sweep(SweepRequest)
  case merge(MergeRequest)
  case find(FindRequest)
  case sensitivity(SensitivityRequest)
  case collapse(CollapseRequest)
  case explore(ExploreRequest)
  case compare(CompareRequest)
  case explain(ExplainRequest)
  case record(RecordRequest)
  case check(ModelChoice)
  case verify(ModelChoice, ArchitectureRun.Options)
  case list(ListCommand.Format)
  case schema

  /// Explain what a model may say, or list all that can be explained.
  case describe(ModelDescription.Subject?)

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
    if ![.help, .describe, .merge].contains(parsed.command), let word = parsed.words.first {
      throw Self.unexpected(word, parsed)
    }
    switch parsed.command {
    case .help: self = .help(try Self.topic(parsed.words))
    case .run: self = .run(try RunRequest(parsed))
    case .sweep: self = .sweep(try SweepRequest(parsed))
    case .merge: self = .merge(try MergeRequest(parsed))
    case .find: self = .find(try FindRequest(parsed))
    case .sensitivity: self = .sensitivity(try SensitivityRequest(parsed))
    case .collapse: self = .collapse(try CollapseRequest(parsed))
    case .explore: self = .explore(try ExploreRequest(parsed))
    case .compare: self = .compare(try CompareRequest(parsed))
    case .explain: self = .explain(try ExplainRequest(parsed))
    case .record: self = .record(try RecordRequest(parsed))
    case .check: self = .check(try ModelChoice(parsed))
    case .verify: self = .verify(try ModelChoice(parsed), try ArchitectureRun.Options(parsed))
    case .list: self = .list(try parsed.choice(of: .listFormat) ?? .text)
    case .schema: self = .schema
    case .describe: self = .describe(try Self.described(parsed.words))
    }
  }

  private static func described(
    _ words: [String]
  ) throws(UsageProblem) -> ModelDescription.Subject? {
    guard let word = words.first else { return nil }
    guard words.count == 1 else {
      throw UsageProblem("describe explains one topic at a time, not \(words.count)")
    }
    if let subject = ModelDescription.Subject(word) { return subject }
    let quoted = word.quotedForMessage
    if let suggestion = Spelling.nearest(to: word, among: ModelDescription.Subject.words) {
      throw UsageProblem("there is no topic or key \(quoted); did you mean '\(suggestion)'?")
    }
    throw UsageProblem("there is no topic or key \(quoted); simulate describe lists the topics")
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
