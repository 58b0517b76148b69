public import TimeBase

/// Steps between the beginning and the end of a transaction of a database: what they call of it runs on
/// one connection, and what they lock stays locked until the end.
public struct Transaction: Hashable, Sendable {
  /// When a transaction takes the lock of a database with a single writer.
  public enum Beginning: String, CaseIterable, Hashable, Sendable {
    /// With its first write, which fails at once if others have written since it has read.
    case deferred
    /// Before anything else.
    case immediate
  }

  public var database: String
  public var beginning: Beginning
  public var steps: [Step]

  /// The longest wait for a row; `nil` for that of the database.
  public var lockTimeout: TimeSpan?

  /// Runs if the transaction could not begin or was rolled back because one of its statements failed;
  /// `nil` ends the handler with a failure of that cause.
  public var otherwise: [Step]?

  public init(
    database: String, beginning: Beginning = .deferred, steps: [Step],
    lockTimeout: TimeSpan? = nil, otherwise: [Step]? = nil
  ) {
    self.database = database
    self.beginning = beginning
    self.steps = steps
    self.lockTimeout = lockTimeout
    self.otherwise = otherwise
  }

  /// What its first statement is called at the database.
  public var beginName: String {
    switch beginning {
    case .deferred: "BEGIN"
    case .immediate: "BEGIN IMMEDIATE"
    }
  }

  /// What its last statement is called there.
  public static let commitName = "COMMIT"

  /// What no operation can be called.
  public static let names = ["BEGIN", "BEGIN IMMEDIATE", commitName]
}

extension Step {
  /// This step and those in it that the same connection can do: what runs side by side, and what loads
  /// into caches or writes behind them, is done on other connections.
  var onOneConnection: [Step] {
    switch self {
    case .parallel, .cached, .written: [self]
    case .call, .keyValue, .chance, .acquire, .block, .store, .select, .lock, .enqueue, .guarded,
      .transaction, .compute, .wait, .respond, .fail, .release, .count, .health, .limit,
      .authorise, .limitBody, .secure, .crossOrigin:
      [self] + inner.flatMap { $0.flatMap(\.onOneConnection) }
    }
  }
}
