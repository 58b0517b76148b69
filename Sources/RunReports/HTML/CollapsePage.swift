public import Experiments

/// Which triggers bring a system down for good, as one web page that needs nothing beside itself: the
/// vulnerable region as a picture and as a table, with each remedy too. See ``HTMLReport``.
public struct CollapsePage: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// - Parameters:
  ///   - model: Its name.
  ///   - remedies: What was changed in a second study, and that study, one for each change.
  ///   - command: The arguments that make the search again, the name of the program first.
  public init(
    _ study: CollapseStudy, of model: String,
    remedies: [(change: String, study: CollapseStudy)] = [], reproducedBy command: [String]
  ) {
    let setting = study.setting
    let studies = [(String?.none, study)] + remedies.map { (Optional($0.change), $0.study) }
    let data: JSONTree = [
      "model": .text(model),
      "command": .text(ShellCommand(command).text),
      "trigger": .text(setting.trigger.text),
      "size": .text(setting.trigger.sizeKey),
      "load": .text(setting.load.path),
      "smallest": .text(setting.sizes.text(0)),
      "largest": .text(setting.sizes.text(setting.sizes.count - 1)),
      "duration": .text("\(setting.duration)"),
      "start": .text("\(setting.start)"),
      "runs": .whole(studies.reduce(0) { $0 + $1.1.runCount }),
      "studies": .array(
        studies.map { change, study in
          [
            "with": .optional(change, JSONTree.text),
            "answer": .text(CollapseReport.answer(study)),
            "vulnerable": .flag(study.isVulnerable),
            "loads": .array(study.rows.map { Self.tree(of: $0, study.setting.sizes) }),
          ]
        }),
    ]
    text =
      HTMLPage(
        title: model + " · collapse", data: data, script: .collapse,
        withoutScript: CollapseReport(study, remedies: remedies, reproducedBy: command).text
      ).text
  }

  private static func tree(of row: CollapseRow, _ sizes: KnobLadder) -> JSONTree {
    [
      "load": .text(row.load), "overloaded": .flag(row.isOverloaded),
      "comesBackFrom": .optional(row.bracket.holding) { .text(sizes.text($0)) },
      "staysDownFrom": .optional(row.bracket.failing) { .text(sizes.text($0)) },
      "recovery": .optional(row.recovered?.recoverySeconds, JSONTree.number),
      "release": .optional(row.releaseShare, JSONTree.number),
      "loops": .array(row.loops.map { .text($0.sentence) }),
    ]
  }
}
