public import EventEngine

extension Service {
  /// Stops of a whole process, as garbage collectors make them: nothing in it moves meanwhile, and what
  /// the network brings waits.
  public struct Pauses: Hashable, Sendable {
    /// From the start of the run or the end of a pause to the next.
    public var between: Distribution
    public var length: Distribution

    public init(between: Distribution, length: Distribution) {
      self.between = between
      self.length = length
    }
  }

  /// A process that has just started is slower: its code is not compiled, its memory not mapped.
  public struct WarmUp: Hashable, Sendable {
    /// How many times as long the first computation takes; it sinks evenly with each request served.
    public var slowdown: Double

    /// Requests after which a process is warm.
    public var requests: Int

    public init(slowdown: Double, requests: Int) {
      self.slowdown = slowdown
      self.requests = requests
    }
  }

  /// What happens to each process by itself in the course of its life.
  public struct Life: Hashable, Sendable {
    public var pauses: Pauses?

    /// From the end of a crash until the process listens again.
    public var boot: Distribution?

    /// From the start of the run and after each crash.
    public var warmUp: WarmUp?

    public init(pauses: Pauses? = nil, boot: Distribution? = nil, warmUp: WarmUp? = nil) {
      self.pauses = pauses
      self.boot = boot
      self.warmUp = warmUp
    }
  }
}
