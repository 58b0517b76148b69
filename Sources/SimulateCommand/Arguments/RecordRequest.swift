/// Results that are to be kept, or held against those that were.
struct RecordRequest: Hashable {
  var choice: ModelChoice

  /// Where they are kept; `nil` for beside the model.
  var file: String?

  /// Whether they are only to be compared.
  var isCheck: Bool

  /// `nil` for as many as there are processors.
  var threads: Int?

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    choice = try ModelChoice(parsed)
    file = parsed.value(of: .file)
    isCheck = parsed.value(of: .check) != nil
    threads = try parsed.count(of: .threads, atLeast: 1)
  }
}
