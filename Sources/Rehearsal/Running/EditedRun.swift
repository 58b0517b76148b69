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

/// A model that was built or changed in Swift and cannot be run.
public struct UnfitModel: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what would be right.
  public let description: String
}

extension Architecture {
  /// Changes a client.
  ///
  /// - Throws: ``UnfitModel`` if there is none of that name.
  public mutating func editClient(
    _ name: String, _ edit: (inout Client) throws -> Void
  ) throws {
    guard let index = clients.firstIndex(where: { $0.name == name }) else {
      throw UnfitModel(
        description: UnknownName(name, of: "client", among: clients.map(\.name)).message)
    }
    try edit(&clients[index])
  }

  /// Changes a component of any kind.
  ///
  /// - Throws: ``UnfitModel`` if there is none of that name.
  public mutating func editComponent(
    _ name: String, _ edit: (inout Component) throws -> Void
  ) throws {
    guard let index = components.firstIndex(where: { $0.name == name }) else {
      throw UnfitModel(
        description: UnknownName(name, of: "component", among: components.map(\.name)).message)
    }
    try edit(&components[index])
  }

  /// Changes a service.
  ///
  /// - Throws: ``UnfitModel`` if there is none of that name, or if it is something else.
  public mutating func editService(
    _ name: String, _ edit: (inout Service) throws -> Void
  ) throws {
    try editComponent(name) { component in
      guard case .service(var service) = component.kind else {
        throw UnfitModel(description: "'\(name)' is a \(component.kind.word) and no service")
      }
      try edit(&service)
      component.kind = .service(service)
    }
  }

  /// Puts clients and components into the order that runs expect, and makes sure of their names.
  fileprivate mutating func settle() throws(UnfitModel) {
    clients.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    components.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let names = clients.map(\.name) + components.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw UnfitModel(description: "two clients or components are named '\(name)'")
    }
    for client in clients where client.requests.isEmpty {
      throw UnfitModel(description: "the client '\(client.name)' sends no requests")
    }
    for call in calls where !components.contains(where: { $0.name == call.callee }) {
      let unknown = UnknownName(call.callee, of: "component", among: components.map(\.name))
      throw UnfitModel(description: "\(call.caller) calls '\(call.callee)', but \(unknown.message)")
    }
  }
}
