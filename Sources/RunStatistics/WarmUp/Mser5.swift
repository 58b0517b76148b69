/// Where the warm-up of a run ends, by MSER-5: cut so much from the front that the mean of the rest has
/// the smallest standard error.
///
/// Observations are averaged in batches of five, `Z_1 … Z_k`. For every cut of `d` batches, from none to
/// half of them, the statistic is
///
///     MSER(d) = Σ (Z_j - mean of the rest)² / (k - d)²    over j = d+1 … k
///
/// and the smallest `d` of those with the least statistic is chosen. If that is the largest cut
/// allowed, the run is too short to have left its warm-up for certain, and no mean is given.
///
/// The rule is White's (1997), in batches of five after White, Cobb and Spratt (2000), and was found the
/// best to automate by Hoad, Robinson and Davies (2010). It is a diagnostic: a run that has not yet met
/// its rare states can deceive it.
public struct Mser5: Hashable, Sendable {
  public static let batchSize = 5

  /// MSER(d) for d = 0, 1, … k/2; empty if there is no whole batch.
  public let statistics: [Double]

  /// How many whole batches there are, k.
  public let batchCount: Int

  /// How many of them belong to the warm-up, d.
  public let deletedBatchCount: Int

  /// The mean of the batches that are left; `nil` if the run is too short.
  public let truncatedMean: Double?

  /// How many observations belong to the warm-up.
  public var deletedCount: Int { deletedBatchCount * Self.batchSize }

  /// Whether the best cut is the largest allowed, half of the batches.
  public var isTooShort: Bool { deletedBatchCount >= batchCount / 2 }

  /// Looks for the warm-up in observations in the order of their time. The last ones are left out if
  /// they don't fill a batch.
  ///
  /// - Precondition: all observations are finite.
  /// - Complexity: O(observations).
  public init(_ observations: [Double]) {
    let size = Self.batchSize
    self.init(
      batchMeans: (0..<observations.count / size).map { batch in
        let first = batch * size
        return observations[first..<first + size].reduce(0, +) / Double(size)
      })
  }

  /// Looks for the warm-up in means of batches that were made elsewhere: of five observations each, or
  /// of five equal slices of time.
  ///
  /// - Precondition: all means are finite.
  /// - Complexity: O(batches).
  public init(batchMeans: [Double]) {
    let limit = batchMeans.count / 2
    var statistics = [Double](repeating: 0, count: batchMeans.isEmpty ? 0 : limit + 1)
    var best = limit
    var bestMean = 0.0
    // From the last batch to the first, so that each one only joins those after it (Welford 1962).
    var (mean, squaredDeviations) = (0.0, 0.0)
    for cut in batchMeans.indices.reversed() {
      let value = batchMeans[cut]
      precondition(value.isFinite, "no warm-up can be found among values such as \(value)")
      let size = Double(batchMeans.count - cut)
      let distance = value - mean
      mean += distance / size
      squaredDeviations += distance * (value - mean)
      guard cut <= limit else { continue }
      statistics[cut] = squaredDeviations / (size * size)
      if statistics[cut] <= statistics[best] {
        best = cut
        bestMean = mean
      }
    }
    self.statistics = statistics
    batchCount = batchMeans.count
    deletedBatchCount = best
    truncatedMean = best < limit ? bestMean : nil
  }
}
