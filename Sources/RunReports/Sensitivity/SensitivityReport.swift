import ArchitectureSimulation
public import Experiments
import RunStatistics

/// Which knobs matter, for people: for each figure the knobs in the order of their effects over the
/// ranges given, beside what a small change of the model as it is does.
public struct SensitivityReport: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  /// - Parameter command: The arguments that make the study again, the name of the program first.
  public init(
    _ study: SensitivityStudy, reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    var sections = [Self.facts(study, style)]
    for column in study.columns.indices { sections.append(Self.table(study, column, style)) }
    sections.append(ReportLine.list("How to read it", Self.notes(study), style: style))
    text = sections.text(in: style) + "\n" + ShellCommand(command, style: style).text + "\n"
  }

  private static func facts(
    _ study: SensitivityStudy, _ style: ReportStyle
  ) -> [ReportLine] {
    let policy = study.policy
    let stopped = study.stoppedCount
    return ReportLine.fact(
      "runs", in: style,
      "\(study.runCount), \(policy.trajectories) walks through the ranges at \(policy.levels) levels,"
        + " \(policy.replications) pairs around each value of the model")
      + ReportLine.interruption(study.isFinished, in: style)
      + ReportLine.fact(
        "intervals", in: style, "at \(policy.confidence.percent) confidence, each on its own")
      + (stopped == 0
        ? []
        : ReportLine.fact(
          "stopped", in: style,
          "\(stopped) runs at a bound, because too much was in flight; what they say is"
            + " of the time until then"))
  }

  private static func table(
    _ study: SensitivityStudy, _ column: Int, _ style: ReportStyle
  ) -> [ReportLine] {
    let metric = study.columns[column]
    var table = TextTable([
      (DisplayText.name(metric.title), ""), ("over the", "range"), ("", "at least"),
      ("", "at most"), ("", "spread"), ("", "shape"), ("for 1%", "more"), ("", "at least"),
      ("", "at most"),
    ])
    let confidence = study.policy.confidence
    for knob in study.ranking(ofColumn: column) {
      let figures = SensitivityFigures(study, column: column, knob: knob)
      let size = figures.effects.interval(confidence: confidence)
      let slope = figures.elasticity?.interval(confidence: confidence)
      func amount(_ value: Double?) -> String { Self.amount(value, metric.unit, style) }
      table.add([
        DisplayText.name(study.knobs[knob].path),
        sign(of: figures.effects) + amount(figures.effects.meanMagnitude),
        amount(size?.lower), amount(size?.upper), amount(figures.effects.deviation),
        figures.effects.shape.map(word) ?? Figure.none,
        percent(figures.elasticity?.value), percent(slope?.lower), percent(slope?.upper),
      ])
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  /// Which way all effects go.
  private static func sign(of effects: ElementaryEffects) -> String {
    guard let mean = effects.mean, let size = effects.meanMagnitude, size > 0 else { return "" }
    return mean > 0.99 * size ? "+" : mean < -0.99 * size ? "-" : ""
  }

  private static func amount(
    _ value: Double?, _ unit: ExpectationResult.Unit, _ style: ReportStyle
  ) -> String {
    value.map { Figure.observation($0, in: unit, inASCII: style.inASCII) } ?? Figure.none
  }

  private static func percent(_ value: Double?) -> String {
    value.map { ($0 > 0 ? "+" : "") + Figure.number($0) + "%" } ?? Figure.none
  }

  private static func word(_ shape: ElementaryEffects.Shape) -> String {
    switch shape {
    case .none: "none"
    case .linear: "linear"
    case .monotonic: "monotonic"
    case .nearlyMonotonic: "mostly monotonic"
    case .interacting: "interacting"
    }
  }

  private static func notes(_ study: SensitivityStudy) -> [String] {
    var notes = [
      "over the range: by how much the figure changes on average where a knob goes through its whole"
        + " range and the others stay (Morris's mu*); a sign if it is always the same",
      "spread: how much that depends on where the knobs stand (sigma); interacting: more than its size",
      "for 1% more: by how many percent the figure changes close to the model as it is (elasticity)",
    ]
    let still = study.knobs.indices.filter { study.steps[$0] == nil }
    if !still.isEmpty {
      let names = still.map { DisplayText.name(study.knobs[$0].path) }.joined(separator: ", ")
      notes.append(
        "no elasticity of \(names): the model says no number above 0 there that could be a little"
          + " more or less; --set gives it one")
    }
    return notes
  }
}
