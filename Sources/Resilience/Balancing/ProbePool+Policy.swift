public import TimeBase

extension ProbePool {
  /// How many probes are sent, how long they are good for, and how they are judged.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// The answers that are kept, in `2...64`.
    public var capacity: Int

    /// Probes sent for each call, in `0...64`; fractions add up.
    public var probesPerCall: Double

    /// Answers dropped for each call besides those that are used up, in `0...64`.
    public var removalsPerCall: Double

    /// How old an answer may be.
    public var expiry: TimeSpan

    /// The share of recent loads, in `0...1`, above which a target is hot.
    public var hotQuantile: Double

    /// How many more answers are used than calls come: δ of the paper, above 0 and at most 100.
    public var reuseMargin: Double

    /// With fewer answers than this a target is drawn at random; in `1...64`.
    public var minimumAnswers: Int

    /// The paper's figures.
    @inlinable
    public init(
      capacity: Int = 16, probesPerCall: Double = 3, removalsPerCall: Double = 1,
      expiry: TimeSpan = .seconds(1), hotQuantile: Double = 0.840_896_415_253_714_6,
      reuseMargin: Double = 1, minimumAnswers: Int = 2
    ) {
      self.capacity = capacity
      self.probesPerCall = probesPerCall
      self.removalsPerCall = removalsPerCall
      self.expiry = expiry
      self.hotQuantile = hotQuantile
      self.reuseMargin = reuseMargin
      self.minimumAnswers = minimumAnswers
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if !(2...64).contains(capacity) { return "a pool of \(capacity) answers is not in 2...64" }
      if !(probesPerCall >= 0 && probesPerCall <= 64) {
        return "\(probesPerCall) probes a call are not in 0...64"
      }
      if !(removalsPerCall >= 0 && removalsPerCall <= 64) {
        return "\(removalsPerCall) removals a call are not in 0...64"
      }
      if expiry <= .zero { return "an answer that is good for \(expiry) helps nobody" }
      if !(hotQuantile >= 0 && hotQuantile <= 1) {
        return "a hot quantile of \(hotQuantile) is not in 0...1"
      }
      if !(reuseMargin > 0 && reuseMargin <= 100) {
        return "a reuse margin of \(reuseMargin) is not above 0 and at most 100"
      }
      if !(1...64).contains(minimumAnswers) {
        return "\(minimumAnswers) answers at least are not in 1...64"
      }
      return nil
    }

    /// How often an answer may be used among so many targets, before rounding; infinite where drops
    /// keep up with probes.
    ///
    /// - SeeAlso: Wydrowski et al., NSDI 2024, equation 1.
    package func reuse(among targets: Int) -> Double {
      let fresh = 1 - Double(capacity) / Double(max(targets, 1))
      let net = fresh * probesPerCall - removalsPerCall
      return net > 0 ? max(1, (1 + reuseMargin) / net) : .infinity
    }
  }
}
