import EventEngine
import TimeBase

/// Draws in plain order from cheap generators, a few nanoseconds each.
///
/// Every time is exponential, with the mean that it has in `Models/three-instances.json`.
struct FlowDraws {
  var words = SplitMix64(seed: 42)
  private var steps = RandomSteps.exponential()
  private let keys = KeySampler(.zipf(keys: 10_000, exponent: 1))

  /// Between two arrivals, of which there are 300 a second.
  mutating func gap() -> TimeSpan { time(mean: 3_333) }

  mutating func computation() -> TimeSpan { time(mean: 2_000) }

  mutating func lookup() -> TimeSpan { time(mean: 500) }

  /// The model's reads are lognormal through 4 ms (p50) and 30 ms (p99), which makes 5.82 ms on average.
  mutating func query(reading isRead: Bool) -> TimeSpan { time(mean: isRead ? 5_820 : 8_000) }

  mutating func job() -> TimeSpan { time(mean: 100_000) }

  mutating func key() -> UInt64 { UInt64(keys.rank(for: words.next())) }

  /// One of a thousand, all equally likely.
  mutating func address() -> UInt64 { words.next().multipliedFullWidth(by: 1_000).high }

  /// Nine of ten requests read.
  mutating func isRead() -> Bool { words.next().multipliedFullWidth(by: 10).high < 9 }

  /// - Parameter microseconds: At most 1,000,000, so that nothing can overflow.
  private mutating func time(mean microseconds: Int64) -> TimeSpan {
    TimeSpan(nanoseconds: steps.next().nanoseconds &* microseconds / 1_000_000)
  }
}
