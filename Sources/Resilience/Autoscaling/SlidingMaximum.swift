import TimeBase

/// The largest of the values of the last while.
///
/// A value that a later one equals or exceeds can never be the largest again and is forgotten, so that
/// the values kept fall from the first to the last: the monotonic queue of sliding windows.
struct SlidingMaximum: Sendable {
  private var entries: [(time: Instant, value: Int)] = []

  /// Where the entries begin that are still in the window.
  private var first = 0

  /// Adds a value at `now` and returns the largest of all that are younger than `window`, itself
  /// included.
  ///
  /// - Precondition: `now` is not before the last value.
  /// - Complexity: O(1) amortised.
  mutating func largest(with value: Int, within window: TimeSpan, at now: Instant) -> Int {
    while first < entries.count, now - entries[first].time >= window { first += 1 }
    while entries.count > first, let last = entries.last, last.value <= value {
      entries.removeLast()
    }
    entries.append((now, value))
    if first > 32, first * 2 > entries.count {
      entries.removeFirst(first)
      first = 0
    }
    return entries[first].value
  }
}
