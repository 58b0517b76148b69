public import ArchitectureModel
import RunReports

extension Architecture {
  /// Changes a client.
  ///
  /// - Throws: ``UnfitModel`` if there is none of that name.
  public mutating func editClient(
    _ name: String, _ edit: (inout Client) throws -> Void
  ) throws {
    let index = try Self.index(of: name, "client", among: clients.map(\.name))
    try edit(&clients[index])
  }

  /// Changes a component of any kind.
  ///
  /// - Throws: ``UnfitModel`` if there is none of that name.
  public mutating func editComponent(
    _ name: String, _ edit: (inout Component) throws -> Void
  ) throws {
    let index = try Self.index(of: name, "component", among: components.map(\.name))
    try edit(&components[index])
  }

  private static func index(
    of name: String, _ kind: String, among names: [String]
  ) throws(UnfitModel) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw UnfitModel(description: UnknownName(name, of: kind, among: names).message)
    }
    return index
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
  mutating func settle() throws(UnfitModel) {
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
