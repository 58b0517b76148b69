/// The mean of a metric over replications, time slot by time slot, smoothed: what a person looks at to
/// see where a warm-up ends.
///
/// Slot *i* shows the average of the `window` slots to either side of it and itself; near the start,
/// where so many are not there, of as many as there are to both sides.
///
/// - SeeAlso: Welch, *The statistical analysis of simulation results*, in Lavenberg (ed.), *Computer
///   performance modeling handbook*, 1983.
public struct WelchPlot: Hashable, Sendable {
  /// The mean over all replications, slot by slot.
  public let means: [Double]

  /// The means smoothed, up to the last slot with `window` neighbours behind it.
  public let smoothed: [Double]

  /// - Parameters:
  ///   - replications: A series each; slots beyond the shortest are left out.
  ///   - window: Neighbours to either side, at most a quarter of the slots.
  /// - Complexity: O(slots · (replications + window)).
  public init(_ replications: [[Double]], window: Int) {
    let slots = replications.map(\.count).min() ?? 0
    precondition(
      window >= 0 && window <= slots / 4,
      "a window of \(window) is not between 0 and a quarter of \(slots) slots")
    let means = (0..<slots).map { slot in
      replications.reduce(0) { $0 + $1[slot] } / Double(replications.count)
    }
    self.means = means
    smoothed = (0..<slots - window).map { slot in
      let reach = min(window, slot)
      let part = means[slot - reach...slot + reach]
      return part.reduce(0, +) / Double(part.count)
    }
  }
}
