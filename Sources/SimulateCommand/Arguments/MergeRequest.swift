/// Shards of a sweep that are to be put together.
struct MergeRequest: Hashable {
  var folders: [String]
  var format: SweepRequest.Format

  /// The folder that the whole is written to.
  var output: String?

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    folders = parsed.words
    guard !folders.isEmpty else {
      throw UsageProblem("no folder is given; write for instance: simulate merge sweep")
    }
    format = try parsed.choice(of: .sweepFormat) ?? .csv
    guard format != .text else {
      throw UsageProblem("--format: rows are merged as csv or jsonl")
    }
    output = parsed.value(of: .sweepOutput)
  }
}
