public import TimeBase

extension CircuitBreaker {
  /// When a breaker opens, how long it stays open, and how it finds out whether to close.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// The share of failed calls, in `0...1`, from which on the breaker opens.
    public var failureRate: Double

    /// The share of slow calls, in `0...1`, from which on the breaker opens.
    public var slowCallRate: Double

    /// A call is slow if it takes longer than this.
    public var slowCallDuration: TimeSpan

    /// The calls that the shares are taken of.
    public var window: Window

    /// No decision with fewer calls on record than this, or than a window of calls can hold.
    public var minimumCalls: Int

    /// How long an open breaker turns everybody away; a call is let through only after longer.
    public var openWait: TimeSpan

    /// How many calls a half-open breaker lets through to find out.
    public var trialCalls: Int

    /// How long a half-open breaker waits for their results before it opens again; zero is for ever.
    public var trialWait: TimeSpan

    public var lateResults: LateResults

    /// The calls that a decision is based on.
    @frozen
    public enum Window: BitwiseCopyable, Hashable, Sendable {
      /// The last so many.
      case calls(Int)

      /// Those of the last so many seconds of the clock, the present one included.
      case seconds(Int)
    }

    /// What to do with the result of a call that was let through before the breaker last changed.
    @frozen
    public enum LateResults: BitwiseCopyable, Hashable, Sendable {
      /// Count it with the present ones, as Resilience4j does; a straggler can decide a trial.
      case counted

      /// Leave it out.
      case ignored
    }

    /// Resilience4j's defaults.
    public init(
      failureRate: Double = 0.5, slowCallRate: Double = 1,
      slowCallDuration: TimeSpan = .seconds(60), window: Window = .calls(100),
      minimumCalls: Int = 100, openWait: TimeSpan = .seconds(60), trialCalls: Int = 10,
      trialWait: TimeSpan = .zero, lateResults: LateResults = .counted
    ) {
      self.failureRate = failureRate
      self.slowCallRate = slowCallRate
      self.slowCallDuration = slowCallDuration
      self.window = window
      self.minimumCalls = minimumCalls
      self.openWait = openWait
      self.trialCalls = trialCalls
      self.trialWait = trialWait
      self.lateResults = lateResults
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard failureRate > 0, failureRate <= 1 else {
        return "a failure rate of \(failureRate) is not above 0 and at most 1"
      }
      guard slowCallRate > 0, slowCallRate <= 1 else {
        return "a slow call rate of \(slowCallRate) is not above 0 and at most 1"
      }
      if slowCallDuration < .zero { return "a call cannot take \(slowCallDuration)" }
      switch window {
      case .calls(let count) where !(1...1_000_000).contains(count):
        return "a window of \(count) calls is not in 1...1000000"
      case .seconds(let count) where !(1...86_400).contains(count):
        return "a window of \(count) seconds is not in 1...86400"
      case .calls, .seconds: break
      }
      if minimumCalls < 1 { return "no decision can rest on \(minimumCalls) calls" }
      if openWait < .zero { return "an open wait cannot be \(openWait)" }
      guard (1...1_000_000).contains(trialCalls) else {
        return "\(trialCalls) trial calls are not in 1...1000000"
      }
      if trialWait < .zero { return "a trial wait cannot be \(trialWait)" }
      return nil
    }

    /// How many calls must be on record before a closed breaker decides.
    var effectiveMinimum: Int {
      switch window {
      case .calls(let count): min(minimumCalls, count)
      case .seconds: minimumCalls
      }
    }
  }
}
