/// The calls from one client or component to another.
public struct EdgeResult: Hashable, Sendable {
  /// Calls of a stretch of time, by when they were made and when they failed.
  public struct Calls: Hashable, Sendable {
    /// Attempts; those that never left the caller because a breaker, a throttle or the network refused
    /// them count as well.
    public var made: UInt64
    public var failed: UInt64

    public init(made: UInt64, failed: UInt64) {
      self.made = made
      self.failed = failed
    }
  }

  public var caller: String
  public var callee: String

  /// In the window.
  public var total: Calls

  /// In each step of the series.
  public var points: [Calls]

  public init(caller: String, callee: String, total: Calls, points: [Calls]) {
    self.caller = caller
    self.callee = callee
    self.total = total
    self.points = points
  }
}
