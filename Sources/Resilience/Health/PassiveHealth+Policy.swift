public import TimeBase

extension PassiveHealth {
  /// When a target is suspended and for how long.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Failures that suspend a target; 0 never does.
    public var maxFails: Int

    /// How long a suspension lasts, and how long a success must stay away from the last check to
    /// clear the record.
    public var failTimeout: TimeSpan

    public var resolution: Resolution

    /// How finely time is compared with ``failTimeout``.
    @frozen
    public enum Resolution: BitwiseCopyable, Hashable, Sendable {
      /// In whole seconds of the clock, as nginx does: a timeout of 10 s lasts from 10 to 11 s.
      case wholeSeconds

      /// In nanoseconds.
      case exact
    }

    /// nginx's defaults.
    @inlinable
    public init(
      maxFails: Int = 1, failTimeout: TimeSpan = .seconds(10),
      resolution: Resolution = .wholeSeconds
    ) {
      self.maxFails = maxFails
      self.failTimeout = failTimeout
      self.resolution = resolution
    }

    /// Never suspends anybody.
    @inlinable
    public static var none: Policy { Policy(maxFails: 0) }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if maxFails < 0 { return "maxFails cannot be \(maxFails); use 0 to switch the check off" }
      if failTimeout < .zero { return "failTimeout cannot be \(failTimeout)" }
      return nil
    }

    /// The instant as it is compared: cut to whole seconds, or as it is.
    @inlinable
    func tick(of now: Instant) -> Int64 {
      switch resolution {
      case .exact: now.nanoseconds
      case .wholeSeconds: now.wholeSeconds &* 1_000_000_000
      }
    }
  }
}

extension Instant {
  /// The number of the second in which the instant lies; negative before the origin.
  @inlinable
  var wholeSeconds: Int64 {
    let second: Int64 = 1_000_000_000
    let quotient = nanoseconds / second
    return nanoseconds < quotient * second ? quotient - 1 : quotient
  }
}
