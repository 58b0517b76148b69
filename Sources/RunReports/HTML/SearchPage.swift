public import Experiments

/// What a search for a capacity found, as one web page that needs nothing beside itself: the values
/// that were tried, the bracket that is left, and with a second knob the frontier. See ``HTMLReport``.
public struct SearchPage: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// - Parameters:
  ///   - model: Its name.
  ///   - command: The arguments that make the search again, the name of the program first.
  public init(_ frontier: CapacityFrontier, of model: String, reproducedBy command: [String]) {
    let first = frontier.searches[0]
    let data: JSONTree = [
      "model": .text(model),
      "command": .text(ShellCommand(command).text),
      "knob": .text(first.ladder.knob.path),
      "second": .optional(frontier.knob?.path, JSONTree.text),
      "isDownwards": .flag(first.ladder.isDownwards),
      "confidence": .number(first.policy.confidence),
      "runs": .whole(frontier.runCount),
      "searches": .array(
        frontier.searches.enumerated().map { index, search in
          Self.tree(of: search, at: frontier.knob?.value(index))
        }),
    ]
    text =
      HTMLPage(
        title: model + " · search", data: data, script: .search,
        withoutScript: CapacityReport(frontier, reproducedBy: command).text
      ).text
  }

  private static func tree(of search: CapacitySearch, at value: String?) -> JSONTree {
    [
      "value": .optional(value, JSONTree.text),
      "sentence": .text(CapacityReport.sentence(search)),
      "holds": .optional(search.met, JSONTree.text),
      "fails": .optional(search.unmet, JSONTree.text),
      "conclusive": .flag(search.isConclusive),
      "reason": .text(search.binding.map(CapacityReport.reason) ?? ""),
      "trials": .array(
        search.trials.map {
          .inline([
            "value": .text($0.text), "answer": .text(CapacityReport.word($0.answer)),
            "runs": .whole($0.replications), "reason": .text(CapacityReport.reason($0)),
          ])
        }),
    ]
  }
}
