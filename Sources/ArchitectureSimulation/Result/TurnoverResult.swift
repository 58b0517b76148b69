/// How the instances of a service came and went in the window.
public struct TurnoverResult: Hashable, Sendable {
  /// Instances that were ready, on average over time.
  public var readyMean: Double
  public var readyMaximum: Int
  public var readyAtEnd: Int

  /// Instances that became ready, and that ended because they were told to.
  public var started: UInt64
  public var stopped: UInt64

  /// Requests that were broken off because their instance ended.
  public var killed: UInt64

  public init(
    readyMean: Double, readyMaximum: Int, readyAtEnd: Int, started: UInt64, stopped: UInt64,
    killed: UInt64
  ) {
    self.readyMean = readyMean
    self.readyMaximum = readyMaximum
    self.readyAtEnd = readyAtEnd
    self.started = started
    self.stopped = stopped
    self.killed = killed
  }
}
