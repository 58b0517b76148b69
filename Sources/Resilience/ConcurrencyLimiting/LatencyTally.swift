import TimeBase

/// Counts latencies in buckets of a sixty-fourth of their size or less, in bounded memory.
///
/// A quantile is off by less than 1 %, and never outside of what was counted: equal latencies give
/// exactly themselves. Below 128 ns every latency has a bucket of its own.
struct LatencyTally: Hashable, Sendable {
  private(set) var count = 0

  private var counts: ContiguousArray<UInt32> = []
  private var shortest = UInt64.max
  private var longest: UInt64 = 0

  mutating func add(_ latency: TimeSpan) {
    let nanoseconds = UInt64(max(0, latency.nanoseconds))
    if counts.isEmpty { counts = ContiguousArray(repeating: 0, count: Self.bucketCount) }
    let bucket = Self.bucket(of: nanoseconds)
    if counts[bucket] < .max { counts[bucket] += 1 }
    count += 1
    shortest = min(shortest, nanoseconds)
    longest = max(longest, nanoseconds)
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    for bucket in Self.bucket(of: shortest)...Self.bucket(of: longest) { counts[bucket] = 0 }
    (count, shortest, longest) = (0, .max, 0)
  }

  /// The latency that so large a share of all does not exceed.
  ///
  /// - Precondition: something was counted.
  func quantile(_ share: Double) -> TimeSpan {
    precondition(count > 0, "there is no quantile \(share) of \(count) latencies")
    var missing = max(1, Int((Double(count) * share).rounded(.up)))
    let last = Self.bucket(of: longest)
    var bucket = Self.bucket(of: shortest)
    while bucket < last {
      missing -= Int(counts[bucket])
      if missing <= 0 { break }
      bucket += 1
    }
    let middle = min(longest, max(shortest, Self.middle(of: bucket)))
    return TimeSpan(nanoseconds: Int64(clamping: middle))
  }

  /// 128 buckets of one nanosecond, and 64 for each further power of two.
  private static let bucketCount = 128 + 56 * 64

  private static func bucket(of nanoseconds: UInt64) -> Int {
    guard nanoseconds >= 128 else { return Int(nanoseconds) }
    let shift = 57 - nanoseconds.leadingZeroBitCount
    return 64 * shift + Int(nanoseconds >> UInt64(shift))
  }

  private static func middle(of bucket: Int) -> UInt64 {
    guard bucket >= 128 else { return UInt64(bucket) }
    let shift = UInt64(bucket / 64 - 1)
    return UInt64(64 + bucket % 64) << shift + 1 << shift / 2
  }
}
