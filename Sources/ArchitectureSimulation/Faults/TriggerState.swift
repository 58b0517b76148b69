import TimeBase

/// What is known of a level that starts a fault.
struct TriggerState {
  /// A numerator and a denominator that only grow, such as failures and calls.
  struct Sums: BitwiseCopyable {
    var part = 0.0
    var whole = 0.0
  }

  /// Whether it starts the fault when it is exceeded.
  var isArmed = true

  /// Since when it has been exceeded without a break.
  var since: Instant?

  /// At the looks of the last window, the oldest first.
  private var sums = [Sums()]

  /// Adds what a look has seen, and returns the share since the look a window ago; `nil` before the
  /// first window is over.
  mutating func share(upTo latest: Sums) -> Double? {
    sums.append(latest)
    if sums.count > TriggerPlan.looks + 1 { sums.removeFirst() }
    guard sums.count == TriggerPlan.looks + 1, let oldest = sums.first else { return nil }
    let whole = latest.whole - oldest.whole
    return whole > 0 ? (latest.part - oldest.part) / whole : 0
  }
}
