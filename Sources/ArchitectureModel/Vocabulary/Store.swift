/// Records that a service keeps in its own memory, numbered as they come.
public struct Store: Hashable, Sendable {
  /// Who has such a store to itself.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    case process

    /// All processes of an instance together.
    case instance

    /// All instances together. It outlives them.
    case service
  }

  public var name: String
  public var scope: Scope

  public init(name: String, scope: Scope = .process) {
    self.name = name
    self.scope = scope
  }
}

/// A use of a store by a handler.
public struct StoreUse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// Adds a record under the next number.
    case insert

    /// Looks for the record with the number that the request is about: key 0, the most popular, is
    /// number 1.
    case find

    /// Looks for it and removes it.
    case remove
  }

  public var action: Action
  public var store: String

  /// What is done if the record is not there; `nil` ends the handler with 404.
  public var absent: [Step]?

  public init(_ action: Action, in store: String, absent: [Step]? = nil) {
    self.action = action
    self.store = store
    self.absent = absent
  }
}
