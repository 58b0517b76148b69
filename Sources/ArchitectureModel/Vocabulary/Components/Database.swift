public import EventEngine
public import TimeBase

/// A database behind a connection pool: each call takes a connection, in order of arrival, for as
/// long as its operation lasts.
public struct Database: Hashable, Sendable {
  public struct Operation: Hashable, Sendable {
    /// What a step calls it `as`; `*` serves every other name.
    public var name: String
    public var time: Distribution

    public init(name: String, time: Distribution) {
      self.name = name
      self.time = time
    }
  }

  /// `nil` for unlimited.
  public var connections: Int?

  /// Calls that may wait for a connection; `nil` for unlimited.
  public var waiting: Int?

  /// The longest wait for a connection; `nil` waits forever.
  public var poolTimeout: TimeSpan?

  /// Who of those that wait is next.
  public var line: WaitingLine

  /// Sorted by name.
  public var operations: [Operation]

  public init(
    connections: Int?, waiting: Int? = nil, poolTimeout: TimeSpan? = nil,
    line: WaitingLine = .plain, operations: [Operation]
  ) {
    self.connections = connections
    self.waiting = waiting
    self.poolTimeout = poolTimeout
    self.line = line
    self.operations = operations
  }
}
