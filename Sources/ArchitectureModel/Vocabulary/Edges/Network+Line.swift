public import EventEngine

extension Network {
  /// What a hop does to messages besides taking always the same time.
  public struct Line: Hashable, Sendable {
    /// How long a message takes, drawn anew for each; `nil` if all take the latency of the hop.
    public var latency: Distribution?

    /// Bytes a second; `nil` for any number.
    public var bandwidth: Int64?

    /// Whether messages wait for each other, the ones there and the ones back each in one line, or each
    /// has the bandwidth to itself.
    public var isShared: Bool

    /// Probability with which a message, or one that repeats it, is lost.
    public var loss: Double

    public init(
      latency: Distribution? = nil, bandwidth: Int64? = nil, isShared: Bool = false,
      loss: Double = 0
    ) {
      self.latency = latency
      self.bandwidth = bandwidth
      self.isShared = isShared
      self.loss = loss
    }

    /// Whether all messages take the same time.
    public var isPlain: Bool { latency == nil && bandwidth == nil && loss == 0 }
  }

  /// What the hop from a caller to a callee does to messages, and those back.
  public func line(from caller: String, to callee: String) -> Line {
    links.first { $0.from == caller && $0.to == callee }?.line ?? line
  }
}
