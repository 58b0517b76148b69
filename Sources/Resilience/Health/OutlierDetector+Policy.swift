public import TimeBase

extension OutlierDetector {
  /// What an outlier is and for how long it is left out.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Server errors in a row that eject a target at once; 0 switches the rule off.
    public var consecutiveErrors: Int

    /// Gateway failures (502, 503, 504, and no answer at all) in a row that do; 0 switches it off.
    public var consecutiveGatewayFailures: Int

    /// How often rates are compared, and targets come back.
    public var interval: TimeSpan

    /// How long the first ejection lasts.
    public var baseEjection: TimeSpan

    /// How long any lasts, before jitter.
    public var maximumEjection: TimeSpan

    /// By how much an ejection may be longer, so that targets don't come back together.
    public var ejectionJitter: TimeSpan

    /// How many of the targets may be ejected at a time, in percent.
    public var maximumEjected: Int

    /// Whether one may be, whatever percentage that is.
    public var alwaysEjectsOne: Bool

    /// By success rate: a rate below the mean less this many thousandths of a standard deviation is
    /// an outlier; 0 switches the rule off.
    public var deviationThousandths: Int

    /// The targets that must have had ``successRateVolume`` calls in the interval for that.
    public var successRateHosts: Int
    public var successRateVolume: Int

    /// By failures: a target is an outlier from this percentage on; 0 switches the rule off.
    public var failurePercentage: Int

    /// The targets that must have had ``failurePercentageVolume`` calls in the interval for that.
    public var failurePercentageHosts: Int
    public var failurePercentageVolume: Int

    /// Envoy's defaults, in which gateway failures and percentages of failures are not enforced.
    @inlinable
    public init(
      consecutiveErrors: Int = 5, consecutiveGatewayFailures: Int = 0,
      interval: TimeSpan = .seconds(10), baseEjection: TimeSpan = .seconds(30),
      maximumEjection: TimeSpan? = nil, ejectionJitter: TimeSpan = .zero,
      maximumEjected: Int = 10, alwaysEjectsOne: Bool = true,
      deviationThousandths: Int = 1_900, successRateHosts: Int = 5, successRateVolume: Int = 100,
      failurePercentage: Int = 0, failurePercentageHosts: Int = 5,
      failurePercentageVolume: Int = 50
    ) {
      self.consecutiveErrors = consecutiveErrors
      self.consecutiveGatewayFailures = consecutiveGatewayFailures
      self.interval = interval
      self.baseEjection = baseEjection
      self.maximumEjection = maximumEjection ?? max(.seconds(300), baseEjection)
      self.ejectionJitter = ejectionJitter
      self.maximumEjected = maximumEjected
      self.alwaysEjectsOne = alwaysEjectsOne
      self.deviationThousandths = deviationThousandths
      self.successRateHosts = successRateHosts
      self.successRateVolume = successRateVolume
      self.failurePercentage = failurePercentage
      self.failurePercentageHosts = failurePercentageHosts
      self.failurePercentageVolume = failurePercentageVolume
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      for (name, count) in [
        ("consecutiveErrors", consecutiveErrors),
        ("consecutiveGatewayFailures", consecutiveGatewayFailures),
        ("deviationThousandths", deviationThousandths), ("successRateHosts", successRateHosts),
        ("successRateVolume", successRateVolume),
        ("failurePercentageHosts", failurePercentageHosts),
        ("failurePercentageVolume", failurePercentageVolume),
      ] where !(0...1_000_000).contains(count) {
        return "\(name) cannot be \(count); use 0...1000000"
      }
      if interval <= .zero { return "an interval cannot be \(interval); use more than 0s" }
      if baseEjection < .zero { return "a base ejection cannot be \(baseEjection)" }
      if maximumEjection < baseEjection {
        return "the maximum ejection \(maximumEjection) is below the base \(baseEjection)"
      }
      if ejectionJitter < .zero { return "a jitter cannot be \(ejectionJitter)" }
      if !(0...100).contains(maximumEjected) {
        return "\(maximumEjected) % ejected are not in 0...100"
      }
      if !(0...100).contains(failurePercentage) {
        return "a failure percentage of \(failurePercentage) is not in 0...100"
      }
      return nil
    }
  }
}
