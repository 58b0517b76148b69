public import ArchitectureModel
public import EventEngine
import TimeBase

/// A run of an architecture: made ready once, played as often as one likes.
///
///     let run = ArchitectureRun(architecture)
///     let result = run.result(seed: 7)
///
/// Playing needs nothing but the plan and the options; two runs with equal options give equal
/// results, on any thread and in any build.
public struct ArchitectureRun: Sendable {
  /// What may differ between two runs of one model.
  public struct Options: Hashable, Sendable {
    /// `nil` takes the model's own.
    public var seed: UInt64?

    /// Each replication has draws of its own.
    public var replication: UInt64
    public var tieOrder: TieOrder

    public init(
      seed: UInt64? = nil, replication: UInt64 = 0, tieOrder: TieOrder = .insertion
    ) {
      self.seed = seed
      self.replication = replication
      self.tieOrder = tieOrder
    }
  }

  let plan: Plan

  /// Other scenarios, played first because expectations compare this one with them.
  private let references: [ArchitectureRun]

  /// - Parameter architecture: As the model reader makes it: validated.
  public init(_ architecture: Architecture) {
    plan = PlanBuilder.plan(for: architecture)
    references = architecture.references.map { ArchitectureRun($0.architecture) }
  }

  /// Plays the run and returns what it found out.
  public func result(_ options: Options = Options()) -> RunResult {
    let observed = references.map { $0.result(options).expectations.map(\.observed) }
    var simulation = makeSimulation(options)
    _ = simulation.play { _ in true }
    return simulation.makeResult(observed)
  }

  /// What expectations ask of other runs; `nil` if one of these was broken off.
  private func observed(_ options: Options, _ proceed: (RunProgress) -> Bool) -> [[Double?]]? {
    var observed: [[Double?]] = []
    for reference in references {
      guard let result = reference.result(options, proceed: proceed) else { return nil }
      observed.append(result.expectations.map(\.observed))
    }
    return observed
  }

  /// Plays the run, asking `proceed` now and then.
  ///
  /// - Parameter proceed: Is told how far the run has come, about a thousand times a second;
  ///   `false` breaks the run off.
  /// - Returns: `nil` if the run was broken off.
  public func result(
    _ options: Options = Options(), proceed: (RunProgress) -> Bool
  ) -> RunResult? {
    guard let observed = observed(options, proceed) else { return nil }
    var simulation = makeSimulation(options)
    guard simulation.play(proceed) else { return nil }
    return simulation.makeResult(observed)
  }

  /// Plays the run and also returns its digests along the way; `nil` if it was broken off.
  public func tracedResult(
    _ options: Options = Options(), proceed: (RunProgress) -> Bool = { _ in true }
  ) -> (result: RunResult, checkpoints: TraceCheckpoints)? {
    guard let observed = observed(options, proceed) else { return nil }
    var simulation = makeSimulation(options)
    guard simulation.play(proceed) else { return nil }
    let result = simulation.makeResult(observed)
    return (result, simulation.trace.checkpoints)
  }

  /// Plays the run up to the end of a stretch of its events, and returns those.
  ///
  /// - Parameter stretch: Numbers of events, counted from 1.
  public func trace(of stretch: Range<UInt64>, _ options: Options = Options()) -> [TraceLine] {
    var simulation = makeSimulation(options)
    simulation.trace.stretch = stretch
    _ = simulation.play { $0.events < stretch.upperBound }
    return simulation.trace.lines(plan)
  }

  func makeSimulation(_ options: Options) -> Simulation {
    Simulation(
      plan, seed: options.seed ?? plan.seed, replication: options.replication,
      tieOrder: options.tieOrder)
  }
}
