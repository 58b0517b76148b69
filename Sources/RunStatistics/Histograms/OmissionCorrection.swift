/// Adds to a distribution of latencies what a load generator left out while it waited.
///
/// A generator that is to send a request every ``interval`` but waits for each answer sends nothing
/// while a slow one is under way, and so records one latency where it owed many (coordinated
/// omission). The correction assumes that the requests left out would have waited for the rest of that
/// time: with an interval of 10 ms a latency of 35 ms stands for 35, 25 and 15 ms.
///
/// It is a guess about requests that were never sent. A run that counts latency from when each request
/// was due needs none; this is for setting the two side by side.
///
///     let corrected = OmissionCorrection(interval: 10_000_000).applied(to: recorded)
///
/// - SeeAlso: HdrHistogram, `recordValueWithExpectedInterval` and
///   `copyCorrectedForCoordinatedOmission`; Gil Tene, *How not to measure latency*, 2013.
public struct OmissionCorrection: Hashable, Sendable {
  /// The time from one request to the next, in the unit of the values; positive.
  public let interval: Int64

  /// - Precondition: `interval` is positive.
  public init(interval: Int64) {
    precondition(interval > 0, "requests cannot be due every \(interval)")
    self.interval = interval
  }

  /// How many values stand for one, itself included.
  public func count(for value: Int64) -> Int64 { max(1, value / interval) }

  /// Records a value and those that were left out because of it, each `times` times.
  ///
  /// - Precondition: neither `value` nor `times` is negative.
  /// - Complexity: O(*k*), where *k* is ``count(for:)``.
  public func record(_ value: Int64, times: Int64 = 1, into histogram: inout Histogram) {
    histogram.record(value, times: times)
    var missing = value - interval
    while missing >= interval {
      histogram.record(missing, times: times)
      missing -= interval
    }
  }

  /// The distribution with what was left out of it.
  ///
  /// A value counts as the middle of its slot, the largest and the smallest as they are, so that the
  /// result is as exact as the histogram.
  ///
  /// - Complexity: O(*k*), where *k* is the sum of ``count(for:)`` over the slots in use.
  public func applied(to recorded: SparseHistogram) -> SparseHistogram {
    var corrected = Histogram(layout: recorded.layout)
    guard let minimum = recorded.minimum, let maximum = recorded.maximum else { return recorded }
    let layout = recorded.layout
    for (slot, times) in zip(recorded.slots, recorded.counts) {
      let slot = Int(slot)
      var value = layout.midpoint(ofSlot: slot, minimum: minimum, maximum: maximum)
      if slot == layout.slot(of: min(minimum, layout.highest)) { value = minimum }
      var times = times
      if slot == layout.slot(of: min(maximum, layout.highest)), maximum > value {
        record(maximum, into: &corrected)
        times -= 1
      }
      record(value, times: times, into: &corrected)
    }
    return corrected.snapshot()
  }
}
