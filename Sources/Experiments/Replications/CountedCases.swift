import RunStatistics

/// What several runs counted together for a share, such as failures among requests.
struct CountedCases {
  /// How many trials there were; `nil` once a run does not say of how many its share is one.
  private(set) var trials: UInt64? = 0
  private var cases = 0.0

  /// Above so many cases, and below so many trials without, the spread of the runs is as good.
  static let few = 10.0

  mutating func add(_ share: Double, of trials: UInt64?) {
    guard let sum = self.trials, let trials else {
      self.trials = nil
      return
    }
    self.trials = sum + trials
    cases += (share * Double(trials)).rounded()
  }

  /// The exact interval of the share if the cases are few, or if nearly all are; `nil` otherwise.
  ///
  /// It takes cases for independent of each other.
  func exactInterval(confidence: Double) -> Interval? {
    guard let trials, trials > 0 else { return nil }
    let count = Double(trials)
    if cases < Self.few { return RareCases(cases, of: count).interval(confidence: confidence) }
    guard count - cases < Self.few else { return nil }
    let others = RareCases(count - cases, of: count).interval(confidence: confidence)
    return Interval(lower: 1 - others.upper, upper: 1 - others.lower)
  }
}
