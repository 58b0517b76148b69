public import EventEngine
public import TimeBase

/// Copies of a database, each a server of its own, which learn of writes a little later.
public struct Replication: Hashable, Sendable {
  /// How a replica takes the place of a primary that has crashed.
  public struct Failover: Hashable, Sendable {
    /// From the crash until it is noticed.
    public var detection: Distribution

    /// From then until another one takes writes.
    public var promotion: Distribution

    public init(detection: Distribution, promotion: Distribution) {
      self.detection = detection
      self.promotion = promotion
    }
  }

  /// Besides the primary.
  public var replicas: Int

  /// From the commit of a write until a replica has it; writes arrive in their order.
  public var lag: Distribution

  /// Share of the reads that go to replicas.
  public var readShare: Double

  /// For how long after a write from an address the reads from there go to the primary; `nil` for not
  /// at all.
  public var pin: TimeSpan?

  /// `nil` if everybody waits for the primary to come back.
  public var failover: Failover?

  public init(
    replicas: Int, lag: Distribution, readShare: Double = 1, pin: TimeSpan? = nil,
    failover: Failover? = nil
  ) {
    self.replicas = replicas
    self.lag = lag
    self.readShare = readShare
    self.pin = pin
    self.failover = failover
  }
}
