import ArchitectureModel

/// A command line taken apart: which command, and which options with which values.
struct ParsedArguments {
  var command: CommandSpecification.Name

  /// Words that belong to no option.
  private(set) var words: [String] = []

  /// In the order of the command line.
  private(set) var values: [(option: String, value: String)] = []

  /// Takes the arguments apart, without the name of the program.
  ///
  /// - Throws: ``UsageProblem`` for commands and options that do not exist, for missing, superfluous
  ///   and repeated values.
  init(_ arguments: [String]) throws(UsageProblem) {
    var rest = arguments[...]
    command = .run
    if let first = rest.first, !first.hasPrefix("-") {
      command = try Self.command(named: first)
      rest = rest.dropFirst()
    }
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument != "-", argument != "--" else {
        words.append(argument)
        continue
      }
      try take(argument, from: &rest)
    }
  }

  /// The value of an option that is given at most once.
  func value(of option: OptionSpecification) -> String? {
    values.first { $0.option == option.name }?.value
  }

  /// All values of an option.
  func values(of option: OptionSpecification) -> [String] {
    values.filter { $0.option == option.name }.map(\.value)
  }

  /// One of several words; `nil` if the option is not given.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    of option: OptionSpecification
  ) throws(UsageProblem) -> Choice? {
    guard let text = value(of: option) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let hint =
      Spelling.nearest(to: text, among: words).map { "; did you mean '\($0)'?" }
      ?? "; known: \(words.joined(separator: ", "))"
    let sort = option.name.drop { $0 == "-" }
    throw UsageProblem("\(option.name): unknown \(sort) \(text.quotedForMessage)\(hint)")
  }

  // MARK: Commands

  private static func command(
    named name: String
  ) throws(UsageProblem) -> CommandSpecification.Name {
    if let command = CommandSpecification.Name(rawValue: name) { return command }
    let quoted = name.quotedForMessage
    if name.hasSuffix(".json") || name.contains("/") {
      throw UsageProblem("\(quoted) is no command; a model is given as --model FILE")
    }
    let names = CommandSpecification.Name.allCases.map(\.rawValue)
    if let suggestion = Spelling.nearest(to: name, among: names) {
      throw UsageProblem("unknown command \(quoted); did you mean '\(suggestion)'?")
    }
    throw UsageProblem("unknown command \(quoted); known: \(names.joined(separator: ", "))")
  }

  // MARK: Options

  private mutating func take(
    _ argument: String, from rest: inout ArraySlice<String>
  ) throws(UsageProblem) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0] == "-h" ? "--help" : String(parts[0])
    let known = CommandSpecification.named(command).options
    guard let option = known.first(where: { $0.name == name }) else {
      throw unknown(name, known: known)
    }
    guard option.placeholder != nil else {
      guard parts.count == 1 else { throw UsageProblem("\(name) takes no value") }
      values.append((name, ""))
      return
    }
    let value: String
    if parts.count == 2 {
      value = String(parts[1])
    } else if let next = rest.first, !next.hasPrefix("--") {
      value = next
      rest = rest.dropFirst()
    } else {
      throw UsageProblem("\(name) needs a value, such as \(name) \(option.example)")
    }
    guard !value.isEmpty else {
      throw UsageProblem("the value of \(name) is empty; give one such as \(option.example)")
    }
    guard option.isRepeatable || self.value(of: option) == nil else {
      throw UsageProblem("\(name) is given twice")
    }
    values.append((name, value))
  }

  private func unknown(_ name: String, known: [OptionSpecification]) -> UsageProblem {
    let quoted = name.quotedForMessage
    let owners = CommandSpecification.all.filter { other in
      other.options.contains { $0.name == name }
    }
    if !owners.isEmpty {
      let names = owners.map(\.name.rawValue).joined(separator: ", ")
      return UsageProblem("\(quoted) is no option of \(command.rawValue), only of \(names)")
    }
    if let suggestion = Self.suggestion(for: name, among: known.map(\.name)) {
      return UsageProblem("unknown option \(quoted); did you mean '\(suggestion)'?")
    }
    let names = known.map(\.name).joined(separator: ", ")
    return UsageProblem("unknown option \(quoted) of \(command.rawValue); known: \(names)")
  }

  /// The nearest option; a single letter stands for the first one that begins with it.
  private static func suggestion(for name: String, among known: [String]) -> String? {
    let letters = name.drop { $0 == "-" }
    if letters.count == 1 { return known.first { $0.hasPrefix("--" + letters) } }
    let spelt = "--" + letters
    return known.contains(spelt) ? spelt : Spelling.nearest(to: spelt, among: known)
  }
}
