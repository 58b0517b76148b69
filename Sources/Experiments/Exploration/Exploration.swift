public import ArchitectureModel
public import ArchitectureSimulation

/// Draws plans of faults, looks for one after which a model does not keep its promises though all is
/// repaired, and shrinks the first that is found to what is needed for it.
///
/// Faults come in the first half of a run, and what the model expects is judged in its last quarter.
/// Shrinking leaves out faults and clients, shortens the run, and halves the faults, as long as the same
/// thing goes wrong; since all draws are addressed, what stays is not moved by what goes.
public struct Exploration: Inquiry, Sendable {
  public let limits: ExplorationLimits
  private let document: ModelDocument
  private let scenario: String?
  private let overrides: [Override]
  private let options: ArchitectureRun.Options
  private let seed: UInt64

  /// The numbers of the plans.
  private let plans: [Int]
  private let clients: [String]

  /// Plans that were tried.
  public private(set) var triedCount = 0

  /// Plans that are tried if nothing is found.
  public var planCount: Int { plans.count }
  public private(set) var runCount = 0
  public private(set) var brokenAudit: ReplicatedResult.BrokenAudit?

  /// What goes wrong without any fault: nothing can be explored then.
  public private(set) var failureWithoutFaults: Incident.Failure?

  /// What was found, as it was drawn and as far as it has been shrunk; `nil` as long as nothing was.
  public private(set) var found: Found?

  public struct Found: Hashable, Sendable {
    /// The number of the plan.
    public let plan: Int
    public let failure: Incident.Failure
    public let drawn: Incident
    public internal(set) var smallest: Incident
  }

  private var stage = Stage.reference
  private var asked: [Incident] = []

  private enum Stage: Hashable {
    case reference, search, shrinking, over
  }

  /// Runs that are asked for at a time, whatever the number of threads.
  private static let batch = 16

  /// - Parameters:
  ///   - plans: Their numbers, in the order in which they are tried.
  ///   - seed: Of plans and runs.
  public init(
    of document: ModelDocument, scenario: String?, overrides: [Override],
    _ limits: ExplorationLimits,
    plans: [Int], seed: UInt64, _ options: ArchitectureRun.Options = .init()
  ) throws(InvalidModel) {
    self.document = document
    self.scenario = scenario
    self.overrides = overrides
    self.limits = limits
    self.plans = plans
    self.seed = seed
    var options = options
    options.seed = seed
    self.options = options
    let architecture = try document.architecture(scenario: scenario, overrides: overrides)
    clients = architecture.clients.map(\.name)
    whole = Incident(faults: [], duration: architecture.run.duration)
  }

  /// A run without faults.
  private let whole: Incident

  public mutating func nextRuns() throws -> [PlannedRun] {
    asked = next()
    return try asked.map { incident in
      PlannedRun(
        try document.architecture(scenario: scenario, overrides: overrides(of: incident)), options)
    }
  }

  public var isFinished: Bool { next().isEmpty }

  /// Everything that makes the run of an incident, each path once.
  public func overrides(of incident: Incident) -> [Override] {
    let own = incident.overrides
    return overrides.filter { given in !own.contains { $0.path == given.path } } + own
  }

  private func next() -> [Incident] {
    switch stage {
    case .reference: return [whole]
    case .search:
      return plans.dropFirst(triedCount).prefix(Self.batch).map { number in
        var incident = whole
        incident.faults = limits.plan(number, seed: seed)
        return incident
      }
    case .shrinking:
      // What an expectation is about cannot be left out.
      let smaller = (found?.smallest.smaller(clients: clients) ?? []).filter { incident in
        (try? document.architecture(scenario: scenario, overrides: overrides(of: incident))) != nil
      }
      return Array(smaller.dropFirst(refused).prefix(Self.batch))
    case .over: return []
    }
  }

  /// How many of the smaller incidents have been tried in vain.
  private var refused = 0

  public mutating func take(_ results: [RunResult]) {
    runCount += results.count
    let failures = results.map(Incident.failure)
    switch stage {
    case .reference:
      failureWithoutFaults = failures[0]
      stage = failures[0] == nil ? .search : .over
    case .search:
      if let place = failures.firstIndex(where: { $0 != nil }), let failure = failures[place] {
        found = Found(
          plan: plans[triedCount + place], failure: failure, drawn: asked[place],
          smallest: asked[place])
        triedCount += place + 1
        stage = .shrinking
      } else {
        triedCount += results.count
      }
    case .shrinking:
      if let place = failures.firstIndex(of: found?.failure) {
        found?.smallest = asked[place]
        refused = 0
      } else {
        refused += results.count
      }
    case .over: break
    }
    for result in results where !result.audit.isClean && brokenAudit == nil {
      brokenAudit = .init(replication: result.replication, audit: result.audit)
    }
  }
}
