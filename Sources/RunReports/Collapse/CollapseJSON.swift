public import Experiments

/// Which triggers bring a system down for good, for scripts: `trigger`, `size` (the key that is
/// varied), `runs`, `complete` (`false` if it was interrupted), and `studies`: the model as it is, and then with each remedy, a list of `with`
/// (`null` for the first), `vulnerable` and `loads`. A load has `load`, `overloaded`, `comesBackFrom` and
/// `staysDownFrom` (sizes, `null` if none), `recovery` (seconds), `release` (the share of its load at
/// which a collapsed system came back) and `loops` (`retries`, `coldCache`, `abandonedWork`).
public struct CollapseJSON: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  public init(_ study: CollapseStudy, remedies: [(change: String, study: CollapseStudy)] = []) {
    let studies = [(String?.none, study)] + remedies.map { (Optional($0.change), $0.study) }
    let tree: JSONTree = [
      "trigger": .text(study.setting.trigger.text),
      "size": .text(study.setting.trigger.sizeKey),
      "runs": .whole(studies.reduce(0) { $0 + $1.1.runCount }),
      "complete": .flag(studies.allSatisfy(\.1.isFinished)),
      "studies": .array(
        studies.map { change, study in
          [
            "with": .optional(change, JSONTree.text), "vulnerable": .flag(study.isVulnerable),
            "loads": .array(study.rows.map { Self.tree(of: $0, study.setting.sizes) }),
          ]
        }),
    ]
    text = tree.text
  }

  private static func tree(of row: CollapseRow, _ sizes: KnobLadder) -> JSONTree {
    .inline([
      "load": .text(row.load), "overloaded": .flag(row.isOverloaded),
      "comesBackFrom": .optional(row.bracket.holding) { .text(sizes.text($0)) },
      "staysDownFrom": .optional(row.bracket.failing) { .text(sizes.text($0)) },
      "recovery": .optional(row.recovered?.recoverySeconds, JSONTree.number),
      "release": .optional(row.releaseShare, JSONTree.number),
      "loops": .array(
        row.loops.map { loop in
          switch loop {
          case .retries: .text("retries")
          case .coldCache: .text("coldCache")
          case .abandonedWork: .text("abandonedWork")
          }
        }),
    ])
  }
}
