public import Experiments

/// What a search for a capacity found, for scripts: `confidence`, `runs`, `complete` (`false` if
/// it was interrupted), and `searches`, a list of `value` (of the second knob, or `null`), `knob`,
/// `holds`, `fails` (`null` if there is none), `conclusive`, `binding` (list of expectations) and
/// `trials` (list of `value`, `answer`: `holds`, `fails` or `undecided`, `runs`).
public struct CapacityJSON: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  public init(_ frontier: CapacityFrontier) {
    let tree: JSONTree = [
      "confidence": .number(frontier.searches[0].policy.confidence),
      "runs": .whole(frontier.runCount),
      "complete": .flag(frontier.isFinished),
      "searches": .array(
        frontier.searches.enumerated().map { index, search in
          [
            "value": .optional(frontier.knob?.value(index), JSONTree.text),
            "knob": .text(search.ladder.knob.path),
            "holds": .optional(search.met, JSONTree.text),
            "fails": .optional(search.unmet, JSONTree.text),
            "conclusive": .flag(search.isConclusive),
            "binding": .array((search.binding?.failing ?? []).map { .text($0.text) }),
            "trials": .array(search.trials.map(Self.tree)),
          ]
        }),
    ]
    text = tree.text
  }

  private static func tree(of trial: CapacitySearch.Trial) -> JSONTree {
    let answer =
      switch trial.answer {
      case .yes: "holds"
      case .no: "fails"
      case .undecided: "undecided"
      }
    return .inline([
      "value": .text(trial.text), "answer": .text(answer), "runs": .whole(trial.replications),
    ])
  }
}
