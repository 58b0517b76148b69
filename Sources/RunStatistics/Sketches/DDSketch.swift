/// Quantiles of real numbers of any magnitude within a fixed relative error.
///
/// DDSketch (Masson, Rim and Lee, VLDB 2019) counts values in the buckets of a
/// ``LogarithmicMapping``. Use a ``Histogram`` for whole numbers such as nanoseconds, which is faster;
/// use this where the range is not known beforehand or the values are fractions.
///
/// Merging is exact: merged sketches equal one sketch of all values, in whatever order. (That is why
/// there is no sum here: a sum of doubles depends on it.) Memory is 8 bytes for each bucket from the
/// smallest to the largest value, at most ``bucketLimit``. Where that would be exceeded, the lowest
/// buckets become one, and low quantiles lose their accuracy.
public struct DDSketch: Hashable, Sendable {
  public let mapping: LogarithmicMapping

  /// The largest number of buckets that are kept.
  public let bucketLimit: Int

  /// How many values were added.
  public private(set) var count: Int64 = 0

  /// How many of them are zero, or too small to have a bucket.
  public private(set) var zeroCount: Int64 = 0

  /// The exact smallest value; `nil` if there is none.
  public private(set) var minimum: Double?

  /// The exact largest value; `nil` if there is none.
  public private(set) var maximum: Double?

  /// Whether low buckets had to be joined, so that ``quantile(_:)`` overstates low quantiles.
  public private(set) var isCollapsed = false

  // From the lowest to the highest bucket with a value, so that equal contents are equal values.
  private var counts: [Int64] = []
  private var firstBucket = 0

  /// - Parameters:
  ///   - relativeAccuracy: The largest relative error of a quantile.
  ///   - bucketLimit: The largest number of buckets; 4,096 span 35 decimal orders at 1 %.
  /// - Precondition: `relativeAccuracy` is from 0.00001 to 0.5 and `bucketLimit` at least 1.
  public init(relativeAccuracy: Double, bucketLimit: Int = 4_096) {
    precondition(bucketLimit >= 1, "a sketch needs a bucket, not \(bucketLimit)")
    mapping = LogarithmicMapping(relativeAccuracy: relativeAccuracy)
    self.bucketLimit = bucketLimit
  }

  /// How many buckets there are between the smallest and the largest value.
  public var bucketCount: Int { counts.count }

  /// Adds a value.
  ///
  /// - Precondition: `value` is finite and not negative.
  /// - Complexity: O(log of the bucket's index) multiplications.
  public mutating func add(_ value: Double) {
    precondition(
      value >= 0 && value < .infinity, "a sketch counts finite values from 0 up, not \(value)")
    count += 1
    minimum = min(minimum ?? value, value)
    maximum = max(maximum ?? value, value)
    if value < mapping.smallestValue {
      zeroCount += 1
    } else {
      let bucket = mapping.index(of: value)
      if !counts.indices.contains(bucket - firstBucket) { makeRoom(from: bucket, through: bucket) }
      counts[max(bucket - firstBucket, 0)] += 1
    }
  }

  /// Adds the values of another sketch.
  ///
  /// - Precondition: both have the same mapping and limit.
  /// - Complexity: O(buckets of `other`).
  public mutating func merge(_ other: DDSketch) {
    precondition(
      mapping == other.mapping && bucketLimit == other.bucketLimit,
      """
      a sketch of accuracy \(mapping.relativeAccuracy) and \(bucketLimit) buckets cannot take in \
      one of accuracy \(other.mapping.relativeAccuracy) and \(other.bucketLimit) buckets
      """)
    guard let least = other.minimum, let most = other.maximum else { return }
    count += other.count
    zeroCount += other.zeroCount
    minimum = min(minimum ?? least, least)
    maximum = max(maximum ?? most, most)
    isCollapsed = isCollapsed || other.isCollapsed
    guard !other.counts.isEmpty else { return }
    makeRoom(from: other.firstBucket, through: other.firstBucket + other.counts.count - 1)
    for (offset, times) in other.counts.enumerated() {
      counts[max(other.firstBucket + offset - firstBucket, 0)] += times
    }
  }

  /// The value at a quantile's nearest rank, within the relative accuracy and within the exact
  /// minimum and maximum; `nil` if there is no value.
  ///
  /// - Complexity: O(buckets).
  public func quantile(_ quantile: Quantile) -> Double? {
    guard let minimum, let maximum else { return nil }
    let rank = quantile.rank(among: count)
    var through = zeroCount
    if rank <= through { return minimum }
    for (offset, times) in counts.enumerated() {
      through += times
      if through >= rank {
        let estimate = mapping.estimate(ofBucket: firstBucket + offset)
        return max(minimum, min(maximum, estimate))
      }
    }
    return maximum
  }

  /// Extends the buckets by a range, joining the lowest if there would be too many.
  private mutating func makeRoom(from lowest: Int, through highest: Int) {
    let isFirst = counts.isEmpty
    let lowest = isFirst ? lowest : min(lowest, firstBucket)
    let highest = isFirst ? highest : max(highest, firstBucket + counts.count - 1)
    let first = max(lowest, highest - bucketLimit + 1)
    if first > lowest { isCollapsed = true }
    if !isFirst, first == firstBucket, highest == firstBucket + counts.count - 1 { return }
    var extended = [Int64](repeating: 0, count: highest - first + 1)
    for (offset, times) in counts.enumerated() {
      extended[max(firstBucket + offset - first, 0)] += times
    }
    counts = extended
    firstBucket = first
  }
}
