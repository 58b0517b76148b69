package import TimeBase

/// Counts of durations in 1,216 buckets that grow with what they hold: 32 for each power of two from a
/// microsecond to 2^41, which is 25 days. A quantile is at most 1/32 too large, and never too small.
///
/// Longer durations count in the last bucket.
package struct DurationHistogram: Hashable, Sendable {
  private static let bucketCount = 38 * 32
  private static let unit: Int64 = 1_000

  private var counts = ContiguousArray(repeating: UInt32(0), count: bucketCount)

  package private(set) var count: Int64 = 0

  package init() {}

  package mutating func add(_ duration: TimeSpan) {
    counts[Self.bucket(of: duration)] &+= 1
    count += 1
  }

  /// - Complexity: O(1), about a thousand steps.
  package mutating func removeAll() {
    guard count > 0 else { return }
    for index in counts.indices { counts[index] = 0 }
    count = 0
  }

  package static func += (sum: inout Self, other: Self) {
    guard other.count > 0 else { return }
    for index in sum.counts.indices { sum.counts[index] &+= other.counts[index] }
    sum.count += other.count
  }

  /// The shortest bound that at least a share of all durations does not exceed; `nil` without any.
  ///
  /// - Parameter share: In `0...1`.
  package func quantile(_ share: Double) -> TimeSpan? {
    guard count > 0 else { return nil }
    let rank = max(1, Int64((share * Double(count)).rounded(.up)))
    var seen: Int64 = 0
    for index in counts.indices {
      seen += Int64(counts[index])
      if seen >= rank { return Self.bound(of: index) }
    }
    return Self.bound(of: Self.bucketCount - 1)
  }

  /// The first 32 buckets are a microsecond wide, and each 32 after them twice as wide as those before.
  private static func bucket(of duration: TimeSpan) -> Int {
    let units = UInt64(max(0, duration.nanoseconds) / unit)
    guard units >= 64 else { return Int(units) }
    let shift = 58 - units.leadingZeroBitCount
    return min(bucketCount - 1, shift * 32 + Int(units >> UInt64(shift)))
  }

  /// The longest duration of a bucket.
  private static func bound(of bucket: Int) -> TimeSpan {
    guard bucket >= 64 else { return TimeSpan(nanoseconds: (Int64(bucket) + 1) * unit - 1) }
    let shift = Int64(bucket / 32 - 1)
    let units = (Int64(bucket % 32) + 33) << shift
    return TimeSpan(nanoseconds: units * unit - 1)
  }
}
