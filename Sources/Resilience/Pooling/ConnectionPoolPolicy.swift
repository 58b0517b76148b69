public import TimeBase

/// How many connections a ``ConnectionPool`` keeps and who may wait for one, whoever that is.
@frozen
public struct ConnectionPoolPolicy: BitwiseCopyable, Hashable, Sendable {
  /// Connections, in use and idle together.
  public var size: Int

  /// How many may wait for a connection; `nil` is any number.
  public var waitingLimit: Int?

  /// How long anybody waits. The pool has no timer: whoever waited for so long withdraws.
  public var acquireTimeout: TimeSpan

  /// HikariCP's defaults.
  @inlinable
  public init(
    size: Int = 10, waitingLimit: Int? = nil, acquireTimeout: TimeSpan = .seconds(30)
  ) {
    self.size = size
    self.waitingLimit = waitingLimit
    self.acquireTimeout = acquireTimeout
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    guard (1...1_000_000).contains(size) else {
      return "a pool of \(size) connections is not in 1...1000000"
    }
    if let waitingLimit, waitingLimit < 0 { return "\(waitingLimit) cannot wait for a connection" }
    if acquireTimeout < .zero { return "nobody waits for \(acquireTimeout)" }
    return nil
  }
}
