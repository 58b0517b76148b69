import ArchitectureSimulation
public import Experiments

/// Which knobs matter as comma-separated values, a row for each figure and knob, the knob that a figure
/// depends on most first.
///
///     metric,unit,rank,knob,values,shape,effects,muStar,…,elasticity,…,base
///     web.latency.p95,seconds,1,web.arrivals.poisson,100/s...900/s,interacting,10,0.12,…
///
/// Fields are empty where there is nothing to tell, and quoted as in RFC 4180 where they need to be.
public struct SensitivityCSV: Hashable, Sendable {
  public var text: String

  public init(_ study: SensitivityStudy) {
    var lines: [[String]] = []
    for column in study.columns.indices {
      for (rank, knob) in study.ranking(ofColumn: column).enumerated() {
        let figures = SensitivityFigures(study, column: column, knob: knob)
        if lines.isEmpty {
          lines.append(
            ["metric", "unit", "rank", "knob", "values", "shape", "effects"]
              + figures.numbers.map(\.name) + ["base"])
        }
        let (metric, tried) = (study.columns[column], study.knobs[knob])
        lines.append(
          [
            SeriesCSV.field(metric.title), metric.unit.rawValue, "\(rank + 1)",
            SeriesCSV.field(tried.path), SeriesCSV.field(tried.text),
            figures.effects.shape?.rawValue ?? "", "\(figures.effects.count)",
          ] + figures.numbers.map { $0.value.map { JSONTree.decimalText(of: $0) } ?? "" }
            + [SeriesCSV.field(study.steps[knob]?.base ?? "")])
      }
    }
    text = lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }
}
