/// Watches one series of numbers, and flags those that do not look like the ones before.
///
/// It is told the values one after the other and answers each at once, as a monitor does that cannot
/// see the future; nothing it has said is taken back.
///
///     var detector = AnomalyDetector(.init(.zScore(window: 60), warmup: 30, threshold: 3))
///     for value in values {
///       if let signal = detector.add(value), signal.isFlagged { raiseAlarm() }
///     }
public struct AnomalyDetector: Hashable, Sendable {
  public struct Policy: Hashable, Sendable {
    public enum Method: Hashable, Sendable {
      /// How many standard deviations a value is from the mean of the `window` values before it.
      ///
      /// Flagged values enter the window like all others, so that a lasting change is flagged until
      /// the window has taken it in.
      case zScore(window: Int)

      /// An exponentially weighted moving average: each value has the weight `lambda`, above 0 and up
      /// to 1, and the mean of those before the rest.
      ///
      /// - SeeAlso: Roberts, *Control chart tests based on geometric moving averages*, 1959; Lucas and
      ///   Saccucci, *Exponentially weighted moving average control schemes*, 1990.
      case ewma(lambda: Double)

      /// Sums of what is more, and of what is less, than `slack` standard deviations away from the
      /// mean; after an alarm both begin anew.
      ///
      /// - SeeAlso: Page, *Continuous inspection schemes*, 1954.
      case cusum(slack: Double)
    }

    public var method: Method

    /// Values that are only learned from: of the moving average and the sums, the mean and the
    /// standard deviation of all that follows are theirs. At least 2.
    public var warmup: Int

    /// Standard deviations from which on a value is flagged; of the moving average, its own; of the
    /// sums, what these may reach.
    public var threshold: Double

    /// The least that a standard deviation is taken to be, in the unit of the series; above 0, so that
    /// a series that stood still can be measured at all.
    public var floor: Double

    public init(
      _ method: Method, warmup: Int, threshold: Double, floor: Double = 1e-9
    ) {
      self.method = method
      self.warmup = warmup
      self.threshold = threshold
      self.floor = floor
    }
  }

  /// What is made of one value.
  public struct Signal: Hashable, Sendable {
    /// In standard deviations, with the sign of the change.
    public var score: Double
    public var isFlagged: Bool

    public init(score: Double, isFlagged: Bool) {
      self.score = score
      self.isFlagged = isFlagged
    }
  }

  public let policy: Policy

  /// The last values: a window, or the warm-up.
  private var recent: [Double] = []

  /// Where in `recent` the oldest value stands once it is full.
  private var oldest = 0

  private var baseline: (mean: Double, deviation: Double)?
  private var average = 0.0

  /// (1 − λ) to the power of twice the values so far.
  private var decay = 1.0
  private var sums = (above: 0.0, below: 0.0)

  /// - Precondition: The warm-up has at least 2 values, and threshold and floor are above 0.
  public init(_ policy: Policy) {
    precondition(policy.warmup >= 2, "a deviation takes at least 2 values")
    precondition(policy.threshold > 0 && policy.floor > 0, "threshold and floor must be above 0")
    self.policy = policy
  }

  /// Takes in the next value.
  ///
  /// - Returns: `nil` for a value of the warm-up.
  /// - Complexity: O(1); of a z-score O(*window*).
  public mutating func add(_ value: Double) -> Signal? {
    switch policy.method {
    case .zScore(let window):
      defer { remember(value, window) }
      guard recent.count >= min(policy.warmup, window) else { return nil }
      let (mean, deviation) = learned()
      return signal((value - mean) / deviation)
    case .ewma(let lambda):
      guard let baseline = baseline(learning: value) else { return nil }
      decay *= (1 - lambda) * (1 - lambda)
      average = lambda * value + (1 - lambda) * average
      let own = (lambda / (2 - lambda) * (1 - decay)).squareRoot()
      return signal((average - baseline.mean) / (baseline.deviation * own))
    case .cusum(let slack):
      guard let baseline = baseline(learning: value) else { return nil }
      let distance = (value - baseline.mean) / baseline.deviation
      sums.above = max(0, sums.above + distance - slack)
      sums.below = max(0, sums.below - distance - slack)
      let signal = signal(sums.above >= sums.below ? sums.above : -sums.below)
      if signal.isFlagged { sums = (0, 0) }
      return signal
    }
  }

  private func signal(_ score: Double) -> Signal {
    Signal(score: score, isFlagged: score.magnitude >= policy.threshold)
  }

  /// What the warm-up has taught; `nil` while it lasts.
  private mutating func baseline(learning value: Double) -> (mean: Double, deviation: Double)? {
    if let baseline { return baseline }
    recent.append(value)
    guard recent.count == policy.warmup else { return nil }
    let learned = learned()
    baseline = learned
    average = learned.mean
    recent = []
    return nil
  }

  private mutating func remember(_ value: Double, _ window: Int) {
    guard recent.count == window else {
      recent.append(value)
      return
    }
    recent[oldest] = value
    oldest = (oldest + 1) % window
  }

  /// The mean and the standard deviation of what is remembered, the latter with n − 1.
  ///
  /// Summed up anew each time: what is added to and taken from a running sum leaves its rounding
  /// behind.
  private func learned() -> (mean: Double, deviation: Double) {
    let count = Double(recent.count)
    let mean = recent.reduce(0, +) / count
    let squares = recent.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, max(policy.floor, (squares / max(1, count - 1)).squareRoot()))
  }

  public static func == (first: Self, second: Self) -> Bool {
    first.policy == second.policy && first.recent == second.recent
      && first.oldest == second.oldest && first.average == second.average
      && first.decay == second.decay && first.sums == second.sums
      && first.baseline?.mean == second.baseline?.mean
      && first.baseline?.deviation == second.baseline?.deviation
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(policy)
    hasher.combine(recent)
    hasher.combine(average)
  }
}
