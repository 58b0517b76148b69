public import Experiments

/// What a comparison found out, as one web page that needs nothing beside itself: the answer, and the
/// change of every metric with its interval. See ``HTMLReport``.
public struct ComparisonPage: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// - Parameters:
  ///   - names: What the two variants are called.
  ///   - command: The arguments that make this comparison again, the name of the program first.
  public init(
    _ result: ComparisonResult, of names: (first: String, second: String),
    reproducedBy command: [String]
  ) {
    let comment = "digest " + result.digest.hexadecimal
    text =
      HTMLPage(
        title: names.second + " against " + names.first,
        data: [
          "command": .text(ShellCommand(command, comment: comment).text),
          "result": ComparisonJSON.tree(of: result, names),
        ], script: .comparison,
        withoutScript: ComparisonReport(
          result, of: names, reproducedBy: command, style: .plain
        ).text
      ).text
  }
}
