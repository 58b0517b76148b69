import Testing

/// One place in the repository that is not as it should be.
struct Complaint: CustomStringConvertible, Sendable {
  let file: String
  let line: Int

  /// What is there.
  let found: String

  /// What ought to be there.
  let instead: String

  init(_ file: String, line: Int = 1, found: String, instead: String) {
    self.file = file
    self.line = line
    self.found = found
    self.instead = instead
  }

  /// What is at `offset` of `file`, with its whole line.
  init(_ file: TextFile, at offset: Int, instead: String) {
    self.init(
      file.path, line: file.line(at: offset), found: file.lineText(at: offset), instead: instead)
  }

  var description: String { "\(file):\(line): \(found)\n    instead: \(instead)" }

  /// Records one issue for each.
  static func report(
    _ complaints: [Complaint], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for complaint in complaints {
      Issue.record("\(complaint)", sourceLocation: sourceLocation)
    }
  }
}
