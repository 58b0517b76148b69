/// What one long run says about a mean, from averages of stretches of it that are long enough to be
/// independent; or that it does not say enough.
///
/// Neighbouring observations of a run resemble each other, so that an interval from them as they are
/// would be far too narrow. Their averages over 20 to 40 batches resemble each other less, and whether
/// they still do is tested. An interval is given only if they do not, and allows for what such a test
/// cannot see.
///
/// - SeeAlso: Schmeiser, *Batch size effects in the analysis of simulation output*, Operations
///   Research 30, 1982, for the number of batches.
public enum BatchMeans: Hashable, Sendable {
  /// The mean, its interval, and how many batches it comes from.
  case interval(mean: Double, Interval, batches: Int)

  /// The run is too short: only so many batches.
  case insufficient(batches: Int)

  /// The batches still follow on each other: the run is too short for what it has to show.
  case correlated(VonNeumannTest)

  public static let batchCounts = 20...40

  /// The probability at which independent batches are called correlated.
  public static let level = 0.05

  /// Judges observations in the order of time, each of an equal stretch of it or of equally many
  /// events.
  ///
  /// They are averaged into at most 40 batches; if those are correlated, into 20, twice as long. A
  /// few observations at the front are left out where the batches do not come out even.
  ///
  /// - Precondition: `0 < confidence < 1`, and the observations are finite.
  /// - Complexity: O(observations).
  public init(_ observations: [Double], confidence: Double) {
    let (fewest, most) = (Self.batchCounts.lowerBound, Self.batchCounts.upperBound)
    guard observations.count >= fewest else {
      self = .insufficient(batches: observations.count)
      return
    }
    let size = (observations.count + most - 1) / most
    let batches = Self.averages(of: observations, by: size)
    self.init(batches: batches, confidence: confidence)
    guard case .correlated = self, batches.count > fewest else { return }
    self.init(
      batches: Self.averages(of: observations, by: observations.count / fewest),
      confidence: confidence)
  }

  /// Judges batches that are made already.
  public init(batches: [Double], confidence: Double) {
    guard batches.count >= Self.batchCounts.lowerBound else {
      self = .insufficient(batches: batches.count)
      return
    }
    let test = VonNeumannTest(batches)
    if let test, test.rejects(level: Self.level) {
      self = .correlated(test)
      return
    }
    guard
      let interval = Self.interval(
        of: batches, correlation: test?.statistic ?? 0, confidence: confidence)
    else {
      self = .insufficient(batches: batches.count)
      return
    }
    self = .interval(mean: SampleMean(batches).mean, interval, batches: batches.count)
  }

  private static func averages(of observations: [Double], by size: Int) -> [Double] {
    // What is left over stands at the front, where the run is farthest from its steady state.
    let first = observations.count % size
    return stride(from: first, to: observations.count, by: size).map { start in
      observations[start..<start + size].reduce(0, +) / Double(size)
    }
  }
}
