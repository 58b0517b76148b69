import RunStatistics
import TimeBase

/// The distribution of one kind of time since the last cut.
///
/// Times are counted a thousand at once: the counters of a histogram lie scattered over more memory than
/// a cache holds. To fetch many side by side takes hardly longer than to fetch one, and most of a thousand
/// lie next to another.
struct TimeRecorder: ~Copyable {
  /// Times that have not been counted yet.
  private let pending = UnsafeMutablePointer<Int64>.allocate(capacity: TimeRecorder.capacity)
  private var pendingCount = 0

  private var histogram = Histogram()
  private var moments = Moments()

  private static var capacity: Int { 1_024 }

  deinit {
    pending.deallocate()
  }

  @inline(__always)
  mutating func record(_ span: TimeSpan) {
    pending[pendingCount] = span.nanoseconds
    pendingCount &+= 1
    if pendingCount == Self.capacity { countPending() }
  }

  @inline(never)
  private mutating func countPending() {
    let values = UnsafeBufferPointer(start: pending, count: pendingCount)
    histogram.record(contentsOf: values)
    moments.add(contentsOf: values)
    pendingCount = 0
  }

  /// Takes out what has been recorded, and begins anew.
  mutating func drain() -> RecordedTimes {
    countPending()
    defer { moments = Moments() }
    return RecordedTimes(histogram: histogram.drain(), moments: moments)
  }
}

/// The distribution of one kind of time over a part of a run.
struct RecordedTimes: Sendable {
  var histogram: SparseHistogram
  var moments: Moments

  init(histogram: SparseHistogram, moments: Moments) {
    self.histogram = histogram
    self.moments = moments
  }

  /// The parts together.
  init(merging parts: [RecordedTimes]) {
    var whole = Histogram()
    moments = Moments()
    for part in parts {
      whole.merge(part.histogram)
      moments.merge(part.moments)
    }
    histogram = whole.snapshot()
  }

  var summary: TimeSummary? {
    guard let mean = moments.mean else { return nil }
    func quantile(_ quantile: Quantile) -> TimeSpan {
      TimeSpan(nanoseconds: histogram.quantile(quantile) ?? 0)
    }
    return TimeSummary(
      count: UInt64(moments.count), mean: TimeSpan(roundingNanoseconds: mean),
      standardDeviation: TimeSpan(roundingNanoseconds: moments.standardDeviation ?? 0),
      p50: quantile(.p50), p90: quantile(.p90), p95: quantile(.p95), p99: quantile(.p99),
      p999: quantile(.p999), maximum: TimeSpan(nanoseconds: histogram.maximum ?? 0),
      meanNanoseconds: mean)
  }
}
