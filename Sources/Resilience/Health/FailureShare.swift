public import TimeBase

/// The share of failures over about the last while, of two counters that only grow.
///
/// The counters are looked at now and then; the share is that of what was added since the last look
/// that was at least ``window`` ago, or since the start.
public struct FailureShare: Hashable, Sendable {
  public let window: TimeSpan
  private var looks: [Look] = []

  private struct Look: Hashable {
    var time: Instant
    var ended: UInt64
    var failed: UInt64
  }

  public init(over window: TimeSpan) {
    self.window = window
  }

  /// Looks at the counters.
  ///
  /// - Returns: `nil` if nothing has ended in the meantime.
  /// - Complexity: O(1) amortised in the number of looks within the window.
  public mutating func look(ended: UInt64, failed: UInt64, at now: Instant) -> Double? {
    // Of the looks that are old enough only the last one is still needed.
    let old = looks.prefix { $0.time + window <= now }.count
    if old > 1 { looks.removeFirst(old - 1) }
    let base = looks.first ?? Look(time: .zero, ended: 0, failed: 0)
    // Before the first look is old enough, everything since the start counts.
    let since = base.time + window <= now ? base : Look(time: .zero, ended: 0, failed: 0)
    looks.append(Look(time: now, ended: ended, failed: failed))
    let count = ended - since.ended
    return count > 0 ? Double(failed - since.failed) / Double(count) : nil
  }
}
