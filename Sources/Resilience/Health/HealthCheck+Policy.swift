public import TimeBase

extension HealthCheck {
  /// How often a target is asked how it is, and how many answers in a row are believed.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// From one check's start to the next one's.
    public var interval: TimeSpan

    /// The same while checks contradict the state: HAProxy's `fastinter`.
    public var transitionalInterval: TimeSpan

    /// The same while the target is down for certain: HAProxy's `downinter`.
    public var downInterval: TimeSpan

    /// A check that has no answer after this has failed.
    public var timeout: TimeSpan

    /// Failed checks in a row after which a target is down; at least 1.
    public var fall: Int

    /// Passed checks in a row after which a target is up; at least 1.
    public var rise: Int

    /// How long the first check waits.
    public var initialDelay: TimeSpan

    /// By how much an interval may be longer, in percent of it: 0...100.
    public var jitter: Int

    public var start: Start

    /// Failed calls in a row that count as one failed check; 0 leaves traffic out. HAProxy's
    /// `observe` and `error-limit`.
    public var errorLimit: Int

    /// What a target counts as before its first check.
    @frozen
    public enum Start: BitwiseCopyable, Hashable, Sendable {
      case up

      /// Up, but down with the first check if that fails.
      case upUntilFirstFailure

      case down

      /// Down, but up with the first check if that passes.
      case downUntilFirstSuccess
    }

    @inlinable
    public init(
      interval: TimeSpan, transitionalInterval: TimeSpan? = nil, downInterval: TimeSpan? = nil,
      timeout: TimeSpan? = nil, fall: Int = 3, rise: Int = 2, initialDelay: TimeSpan = .zero,
      jitter: Int = 0, start: Start = .up, errorLimit: Int = 0
    ) {
      self.interval = interval
      self.transitionalInterval = transitionalInterval ?? interval
      self.downInterval = downInterval ?? interval
      self.timeout = timeout ?? interval
      self.fall = fall
      self.rise = rise
      self.initialDelay = initialDelay
      self.jitter = jitter
      self.start = start
      self.errorLimit = errorLimit
    }

    /// HAProxy's defaults: every 2 s, as long to answer, down after 3, up after 2.
    @inlinable
    public static var haProxy: Self {
      Self(interval: .seconds(2), start: .upUntilFirstFailure)
    }

    /// A readiness probe of Kubernetes with its defaults: every 10 s, 1 s to answer, not ready after
    /// 3, ready after 1 and not before.
    @inlinable
    public static var kubernetes: Self {
      Self(interval: .seconds(10), timeout: .seconds(1), fall: 3, rise: 1, start: .down)
    }

    /// Envoy's conventions, which has no defaults for the figures: the first check that passes is
    /// enough, and intervals are spread.
    @inlinable
    public static func envoy(
      interval: TimeSpan, timeout: TimeSpan, unhealthyThreshold fall: Int,
      healthyThreshold rise: Int, jitter: Int = 0
    ) -> Self {
      Self(
        interval: interval, timeout: timeout, fall: fall, rise: rise, jitter: jitter,
        start: .downUntilFirstSuccess)
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      for (name, span) in [
        ("interval", interval), ("transitional interval", transitionalInterval),
        ("down interval", downInterval), ("timeout", timeout),
      ] where span <= .zero {
        return "a check's \(name) cannot be \(span); use more than 0s"
      }
      if !(1...1_000_000).contains(fall) { return "a fall of \(fall) is not in 1...1000000" }
      if !(1...1_000_000).contains(rise) { return "a rise of \(rise) is not in 1...1000000" }
      if initialDelay < .zero { return "an initial delay cannot be \(initialDelay)" }
      if !(0...100).contains(jitter) { return "a jitter of \(jitter) % is not in 0...100" }
      if errorLimit < 0 { return "an error limit cannot be \(errorLimit); use 0 for none" }
      return nil
    }

    /// The longest time from a failure right after a passed check until the target is down: `fall`
    /// checks have to start, and the last to time out.
    public var worstDetection: TimeSpan {
      let later = fall > 1 ? transitionalInterval * Int64(fall - 1) : .zero
      return interval + later + timeout
    }
  }
}
