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

    /// What a half-open breaker does that has waited for results as long as it may.
    public var afterTrialWait: TrialExpiry

    /// Whether an open breaker becomes half-open by itself when its wait is over, or only when it is
    /// asked for a call after it.
    public var automaticTransition: Bool

    /// How much longer each wait is than the one before, while trial after trial fails; 1 keeps them
    /// equal.
    public var openWaitFactor: Double

    /// The longest wait that the factor makes.
    public var openWaitCap: TimeSpan

    /// How far the waits of breakers are spread, as a share of them in `0...1`: each breaker has its
    /// own place in `wait * (1 - share)..<wait * (1 + share)`. A thousand clients whose breakers
    /// opened together then do not come back together.
    public var openWaitJitter: Double

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

    /// What becomes of a half-open breaker without results.
    @frozen
    public enum TrialExpiry: BitwiseCopyable, Hashable, Sendable {
      case opens
      case closes
    }

    /// Resilience4j's defaults.
    public init(
      failureRate: Double = 0.5, slowCallRate: Double = 1,
      slowCallDuration: TimeSpan = .seconds(60), window: Window = .calls(100),
      minimumCalls: Int = 100, openWait: TimeSpan = .seconds(60), trialCalls: Int = 10,
      trialWait: TimeSpan = .zero, lateResults: LateResults = .counted,
      afterTrialWait: TrialExpiry = .opens, automaticTransition: Bool = false,
      openWaitFactor: Double = 1, openWaitCap: TimeSpan = .forever, openWaitJitter: Double = 0
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
      self.afterTrialWait = afterTrialWait
      self.automaticTransition = automaticTransition
      self.openWaitFactor = openWaitFactor
      self.openWaitCap = openWaitCap
      self.openWaitJitter = openWaitJitter
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
      // With less, a breaker without calls would do nothing but change its state.
      if automaticTransition, trialWait > .zero, trialWait < .milliseconds(1) {
        return "with an automatic transition a trial wait of \(trialWait) is not 0s or at least 1ms"
      }
      // A smaller step would let a breaker without calls change its state without end.
      guard openWaitFactor == 1 || (1.01...1000).contains(openWaitFactor) else {
        return "an open wait factor of \(openWaitFactor) is not 1 or in 1.01...1000"
      }
      if openWaitCap < openWait {
        return "the longest open wait \(openWaitCap) is below the first one, \(openWait)"
      }
      guard (0...1).contains(openWaitJitter) else {
        return "an open wait jitter of \(openWaitJitter) is not in 0...1"
      }
      return nil
    }

    /// How long a breaker stays open that opens for the given time in a row, counted from 1.
    func openWait(ofOpening number: Int, word: UInt64) -> TimeSpan {
      guard openWaitFactor > 1 || openWaitJitter > 0 else { return openWait }
      return Backoff(
        base: openWait, factor: openWaitFactor, cap: openWaitCap,
        jitter: openWaitJitter > 0 ? .proportional(openWaitJitter) : .none
      ).wait(beforeRetry: number, word: word)
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
