public import ArchitectureModel
public import ArchitectureSimulation
import RunStatistics

/// Which knobs of a model matter, in two ways: over the ranges given for them (Morris screening), and
/// close to the model as it is (elasticities).
///
/// The runs of one walk have the draws of one replication, each walk those of the next; so have the two
/// runs of a pair. What is measured is the knob and not chance.
public struct SensitivityStudy: Inquiry, Sendable {
  public let knobs: [Knob]
  public let columns: [SweepColumn]
  public let policy: SensitivityPolicy

  /// For each figure those of each knob.
  public private(set) var effects: [[ElementaryEffects]]

  /// Around the model's value of each knob; `nil` where it has no number above 0, or where its neighbours
  /// make no model.
  public let steps: [KnobStep?]

  /// Runs that were stopped at a bound.
  public private(set) var stoppedCount = 0
  public private(set) var runCount = 0
  public private(set) var brokenAudit: ReplicatedResult.BrokenAudit?

  private let document: ModelDocument
  private let scenario: String?
  private let overrides: [Override]
  private let options: ArchitectureRun.Options
  private let design: ScreeningDesign
  private var walked = 0
  private var asked: [ScreeningDesign.Trajectory] = []

  /// For each knob and figure what was observed on both sides.
  private var observed: [[[(first: Double, second: Double)]]] = []
  private var pairsAsked = 0

  /// Runs that are asked for at a time, whatever the number of threads.
  private static let batch = 64

  /// Of so many points the models are read before the first run.
  private static let checkedCount = 1_000

  /// - Parameters:
  ///   - names: Titles of columns of a sweep, such as `web.latency.p95`; those of ``standardMetrics`` of
  ///     every client without any.
  ///   - options: With the seed of the runs.
  /// - Throws: ``KnobProblem`` for knobs that cannot be moved, for unknown figures and for too many
  ///   runs; `InvalidModel` if values of the knobs make no model.
  public init(
    of document: ModelDocument, scenario: String? = nil, overrides: [Override] = [],
    knobs: [Knob], metrics names: [String] = [], _ policy: SensitivityPolicy,
    _ options: ArchitectureRun.Options
  ) throws {
    let plain = try document.architecture(scenario: scenario, overrides: overrides)
    guard policy.runCount(knobs: knobs.count) <= SensitivityPolicy.largestRunCount else {
      throw KnobProblem("that makes more than \(SensitivityPolicy.largestRunCount) runs")
    }
    for (index, knob) in knobs.enumerated() {
      guard !knobs[..<index].contains(where: { $0.path == knob.path }) else {
        throw KnobProblem("'\(knob.path)' is varied twice; give all its values at once")
      }
      guard knob.count != 1 else {
        throw KnobProblem("'\(knob.path)' takes one value only; give a range, such as 1...8")
      }
    }
    columns = try Self.columns(names, of: plain)
    self.knobs = knobs
    self.policy = policy
    self.document = document
    self.scenario = scenario
    self.overrides = overrides
    self.options = options
    design = ScreeningDesign(
      knobs: knobs, levels: policy.levels, seed: options.seed ?? plain.run.seed)
    effects = columns.map { _ in knobs.map { _ in ElementaryEffects() } }
    observed = knobs.map { [columns] _ in columns.map { _ in [] } }
    steps = knobs.map { knob in
      guard let base = document.scalar(at: knob.path, scenario: scenario, overrides: overrides)
      else { return nil }
      return KnobStep.all(around: base, share: policy.step).first { step in
        [step.lower, step.upper].allSatisfy { value in
          let change = Override(path: knob.path, value: value)
          return (try? document.architecture(scenario: scenario, overrides: overrides + [change]))
            != nil
        }
      }
    }
    for number in 0..<min(policy.trajectories, Self.checkedCount / (knobs.count + 1) + 1) {
      for point in design.trajectory(number).points { _ = try architecture(point) }
    }
  }

  /// What is looked at of each client if nothing else is asked for.
  public static let standardMetrics = ["latency.mean", "latency.p95", "errors"]

  private static func columns(
    _ names: [String], of architecture: Architecture
  ) throws(KnobProblem) -> [SweepColumn] {
    let all = SweepColumn.all(of: architecture)
    guard !names.isEmpty else {
      let clients = architecture.clients.map(\.name)
      return all.filter { clients.contains($0.subject) && standardMetrics.contains($0.name) }
    }
    var columns: [SweepColumn] = []
    for name in names {
      guard let column = all.first(where: { $0.title == name }) else {
        let titles = all.map(\.title)
        let advice =
          Spelling.nearest(to: name, among: titles).map { "did you mean '\($0)'?" }
          ?? "known: \(titles.joined(separator: ", "))"
        throw KnobProblem("there is no figure '\(name)'; \(advice)")
      }
      guard !columns.contains(column) else {
        throw KnobProblem("the figure '\(name)' is asked for twice")
      }
      columns.append(column)
    }
    return columns
  }

  private func architecture(_ values: [String]) throws(InvalidModel) -> Architecture {
    try document.architecture(
      scenario: scenario,
      overrides: overrides
        + zip(knobs, values).map {
          Override(path: $0.path, value: $1, label: "--vary \($0.path)=\($1)")
        })
  }

  // MARK: Runs

  public mutating func nextRuns() throws -> [PlannedRun] {
    asked = []
    pairsAsked = 0
    guard brokenAudit == nil else { return [] }
    var runs: [PlannedRun] = []
    while walked + asked.count < policy.trajectories, runs.count < Self.batch {
      let trajectory = design.trajectory(walked + asked.count)
      let options = options(replication: walked + asked.count)
      for point in trajectory.points {
        runs.append(PlannedRun(try architecture(point), options))
      }
      asked.append(trajectory)
    }
    guard runs.isEmpty, pair < pairCount else { return runs }
    while pair + pairsAsked < pairCount, runs.count < Self.batch {
      runs += try self.runs(ofPair: pair + pairsAsked)
      pairsAsked += 1
    }
    return runs
  }

  public var isFinished: Bool {
    brokenAudit != nil || walked == policy.trajectories && pair == pairCount
  }

  /// Pairs that were made.
  private var pair = 0

  private var steppingKnobs: [Int] { steps.indices.filter { steps[$0] != nil } }

  private var pairCount: Int { steppingKnobs.count * policy.replications }

  private func options(replication: Int) -> ArchitectureRun.Options {
    var options = options
    options.replication &+= UInt64(replication)
    return options
  }

  private func runs(ofPair pair: Int) throws -> [PlannedRun] {
    let index = steppingKnobs[pair / policy.replications]
    guard let step = steps[index] else { return [] }
    let options = options(replication: pair % policy.replications)
    return try [step.lower, step.upper].map { value in
      let change = Override(path: knobs[index].path, value: value)
      return PlannedRun(
        try document.architecture(scenario: scenario, overrides: overrides + [change]), options)
    }
  }

  public mutating func take(_ results: [RunResult]) {
    runCount += results.count
    for result in results {
      if result.ending != .completed { stoppedCount += 1 }
      if !result.audit.isClean, brokenAudit == nil {
        brokenAudit = .init(replication: result.replication, audit: result.audit)
      }
    }
    let figures = results.map { result in
      let table = MetricTable(result)
      return columns.map { $0.value(in: result, table).flatMap { $0.isFinite ? $0 : nil } }
    }
    var start = 0
    for trajectory in asked {
      take(trajectory, figures[start..<start + trajectory.points.count])
      start += trajectory.points.count
    }
    walked += asked.count
    for number in 0..<pairsAsked {
      let index = steppingKnobs[(pair + number) / policy.replications]
      for column in columns.indices {
        if let first = figures[2 * number][column], let second = figures[2 * number + 1][column] {
          observed[index][column].append((first, second))
        }
      }
    }
    pair += pairsAsked
  }

  private mutating func take(
    _ trajectory: ScreeningDesign.Trajectory, _ figures: ArraySlice<[Double?]>
  ) {
    for (place, move) in trajectory.moves.enumerated() {
      let start = figures.startIndex + place
      for column in columns.indices {
        guard let before = figures[start][column], let after = figures[start + 1][column] else {
          continue
        }
        effects[column][move.knob].add((after - before) / move.distance)
      }
    }
  }

  // MARK: The answer

  /// Of a figure by its place; `nil` where the knob has no step.
  public func elasticity(ofColumn column: Int, knob: Int) -> Elasticity? {
    steps[knob].map { Elasticity(step: $0, pairs: PairedComparison(observed[knob][column])) }
  }

  /// The knobs by their places, those that a figure depends on most first.
  public func ranking(ofColumn column: Int) -> [Int] {
    let sizes = effects[column].map { $0.meanMagnitude ?? -1 }
    return knobs.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
  }
}
