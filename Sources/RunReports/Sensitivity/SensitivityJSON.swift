import ArchitectureSimulation
public import Experiments

/// Which knobs matter, for scripts: `trajectories`, `levels`, `step`, `replications`, `confidence`,
/// `runs`, `complete` (`false` if it was interrupted), `stopped`, and `metrics`, a list of `metric`,
/// `unit` and `knobs`, which begins with the knob that matters most. A knob has `knob`, `values`, of the
/// screening `muStar` with its interval, `mu`, `sigma`, `effects` (their number) and `shape`, and `base`
/// with `elasticity` and its interval (`null` where there is none).
public struct SensitivityJSON: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  public init(_ study: SensitivityStudy) {
    let policy = study.policy
    let tree: JSONTree = [
      "trajectories": .whole(policy.trajectories), "levels": .whole(policy.levels),
      "step": .number(policy.step), "replications": .whole(policy.replications),
      "confidence": .number(policy.confidence), "runs": .whole(study.runCount),
      "complete": .flag(study.isFinished), "stopped": .whole(study.stoppedCount),
      "metrics": .array(
        study.columns.indices.map { column in
          [
            "metric": .text(study.columns[column].title),
            "unit": .text(study.columns[column].unit.rawValue),
            "knobs": .array(
              study.ranking(ofColumn: column).map { Self.tree(study, column, $0) }),
          ]
        }),
    ]
    text = tree.text
  }

  private static func tree(_ study: SensitivityStudy, _ column: Int, _ knob: Int) -> JSONTree {
    let figures = SensitivityFigures(study, column: column, knob: knob)
    return .row(
      [
        .init("knob", .text(study.knobs[knob].path)),
        .init("values", .text(study.knobs[knob].text)),
        .init("shape", .optional(figures.effects.shape) { .text($0.rawValue) }),
        .init("effects", .whole(figures.effects.count)),
      ] + figures.numbers.map { .init($0.name, .optional($0.value, JSONTree.number)) }
        + [.init("base", .optional(study.steps[knob]?.base, JSONTree.text))])
  }
}
