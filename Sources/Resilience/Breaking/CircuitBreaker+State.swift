public import TimeBase

extension CircuitBreaker {
  /// Whether calls pass, and on what terms. All kinds of breakers share these.
  @frozen
  public enum State: BitwiseCopyable, Hashable, Sendable {
    /// Calls pass and are watched.
    case closed

    /// Calls are turned away.
    case open

    /// A few calls pass, to find out.
    case halfOpen

    /// Calls pass and nobody looks, until an operator says otherwise.
    case disabled

    /// Calls pass and are counted, whatever the count, until an operator says otherwise.
    case metricsOnly

    /// Calls are turned away until an operator says otherwise.
    case forcedOpen
  }

  /// Whether a call may be made.
  @frozen
  public enum Permission: BitwiseCopyable, Hashable, Sendable {
    /// It may. The number tells which of the breaker's states the call belongs to.
    case granted(episode: UInt32)

    /// It may not, and is not to be recorded.
    case rejected
  }

  /// A move from one state to another, or into the same one anew.
  @frozen
  public struct StateChange: BitwiseCopyable, Hashable, Sendable {
    public let from: State
    public let to: State
    public let at: Instant

    @inlinable
    public init(from: State, to: State, at: Instant) {
      self.from = from
      self.to = to
      self.at = at
    }
  }
}
