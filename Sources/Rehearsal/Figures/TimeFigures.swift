import ArchitectureSimulation
public import TimeBase

/// The distribution of a time: of latencies, waits, services.
///
/// Percentiles overstate by less than 0.1 %. If nothing was measured, every time is `.forever`, so that
/// a test which asks for less fails.
public struct TimeFigures: Hashable, Sendable {
  /// How many were measured.
  public let count: UInt64
  public let mean: TimeSpan
  public let p50: TimeSpan
  public let p90: TimeSpan
  public let p95: TimeSpan
  public let p99: TimeSpan
  public let p999: TimeSpan
  public let maximum: TimeSpan

  init(_ summary: TimeSummary?) {
    count = summary?.count ?? 0
    mean = summary?.mean ?? .forever
    p50 = summary?.p50 ?? .forever
    p90 = summary?.p90 ?? .forever
    p95 = summary?.p95 ?? .forever
    p99 = summary?.p99 ?? .forever
    p999 = summary?.p999 ?? .forever
    maximum = summary?.maximum ?? .forever
  }
}

extension TimeFigures: CustomStringConvertible {
  public var description: String {
    count == 0 ? "not measured" : "mean \(mean), p50 \(p50), p95 \(p95), p99 \(p99), max \(maximum)"
  }
}
