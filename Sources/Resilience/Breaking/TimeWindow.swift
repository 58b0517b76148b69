package import TimeBase

/// The calls of the last seconds of the clock, the present one included: one bucket for each second.
///
/// A bucket is dropped when its last second begins anew, so that a window of ten seconds reaches
/// back between nine and ten.
package struct TimeWindow: Sendable {
  package private(set) var tally = CallTally()

  private var buckets: ContiguousArray<CallTally>

  /// The bucket of the present second.
  private var position = 0

  /// The present second; before the first call, longer ago than any window.
  private var second = Int64.min

  package init(seconds: Int) {
    buckets = ContiguousArray(repeating: CallTally(), count: seconds)
  }

  /// Forgets all calls.
  ///
  /// - Complexity: O(*n*) for a window of *n* seconds.
  package mutating func restart() {
    for index in buckets.indices { buckets[index] = CallTally() }
    tally = CallTally()
    second = .min
  }

  /// - Complexity: O(1) amortised over the seconds; O(*n*) after a pause as long as the window.
  package mutating func record(failed: Bool, slow: Bool, at now: Instant) {
    advance(to: now.wholeSeconds)
    buckets[position].add(failed: failed, slow: slow)
    tally.add(failed: failed, slow: slow)
  }

  /// A clock that goes back stays in the present second.
  private mutating func advance(to newSecond: Int64) {
    guard newSecond > second else { return }
    let (difference, overflow) = newSecond.subtractingReportingOverflow(second)
    second = newSecond
    guard !overflow, difference < Int64(buckets.count) else {
      for index in buckets.indices { buckets[index] = CallTally() }
      tally = CallTally()
      return
    }
    for _ in 0..<difference {
      position = position + 1 == buckets.count ? 0 : position + 1
      tally -= buckets[position]
      buckets[position] = CallTally()
    }
  }
}
