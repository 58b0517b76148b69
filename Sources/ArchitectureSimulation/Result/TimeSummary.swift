public import TimeBase

/// The distribution of a time: latencies, waits, services.
///
/// The mean, the standard deviation and the maximum are of exact sums; percentiles are upper edges of
/// histogram slots at most 1/1024 wide, so they overstate by less than 0.1 %.
public struct TimeSummary: Hashable, Sendable {
  public var count: UInt64
  public var mean: TimeSpan
  public var standardDeviation: TimeSpan
  public var p50: TimeSpan
  public var p90: TimeSpan
  public var p95: TimeSpan
  public var p99: TimeSpan
  public var p999: TimeSpan
  public var maximum: TimeSpan

  /// Exact mean in nanoseconds, for those who compare with theory.
  public var meanNanoseconds: Double

  public init(
    count: UInt64, mean: TimeSpan, standardDeviation: TimeSpan, p50: TimeSpan, p90: TimeSpan,
    p95: TimeSpan, p99: TimeSpan, p999: TimeSpan, maximum: TimeSpan, meanNanoseconds: Double
  ) {
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.p50 = p50
    self.p90 = p90
    self.p95 = p95
    self.p99 = p99
    self.p999 = p999
    self.maximum = maximum
    self.meanNanoseconds = meanNanoseconds
  }
}
