public import ArchitectureModel
import ArchitectureSimulation
import RunReports
public import TimeBase

/// Runs a model that was built in Swift, from the types of the vocabulary.
///
///     let queue = Architecture(
///       name: "queue", run: RunPlan(duration: .minutes(10)),
///       clients: [
///         Client(
///           name: "web", load: .open(.init(.poisson(.perSecond(80)))),
///           call: CallPolicy(target: "api"), requests: [.init(name: "request")])
///       ],
///       components: [
///         Component(
///           name: "api",
///           kind: .service(
///             Service(
///               workers: 1, backlog: nil,
///               handlers: [.init(request: "*", steps: [.compute(.exponential(mean: .milliseconds(10)))])])))
///       ])
///     let run = try Rehearsal.run(queue, seed: 7)
///
/// - Throws: ``UnfitModel`` if a name is used that nothing has, or had by two; ``SelfCheckFailure`` if
///   the simulator is at fault.
public func run(
  _ architecture: Architecture, seed: UInt64? = nil, duration: TimeSpan? = nil,
  replication: UInt64 = 0
) throws -> RehearsedRun {
  var architecture = architecture
  if let seed { architecture.run.seed = seed }
  if let duration { architecture.run.duration = duration }
  try architecture.settle()
  let run = RehearsedRun(
    architecture, replication: replication,
    origin: "\(architecture.name), as it was built in Swift, seed \(architecture.run.seed),"
      + " replication \(replication)")
  guard run.result.audit.isClean else {
    throw SelfCheckFailure(run.result.audit, command: run.command)
  }
  return run
}

/// Runs a model file that is changed in Swift before.
///
///     let run = try Rehearsal.run("three-instances.json") { model in
///       try model.editService("app") { $0.instances = 5 }
///     }
///
/// - Parameter edit: Changes the model, after scenario and seed.
/// - Throws: As the other forms, and what `edit` throws.
public func run(
  _ model: String, scenario: String? = nil, seed: UInt64? = nil, duration: TimeSpan? = nil,
  replication: UInt64 = 0, sourceFile: String = #filePath,
  editedBy edit: (inout Architecture) throws -> Void
) throws -> RehearsedRun {
  var architecture = try ModelRequest(
    model, scenario: scenario, seed: seed, duration: duration, changes: [], sourceFile: sourceFile
  ).architecture
  try edit(&architecture)
  return try run(architecture, replication: replication)
}
