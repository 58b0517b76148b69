/// What a ``Histogram`` held at some moment: only the slots with values in them, as a plain value.
///
/// It takes 12 bytes for each slot in use, can be compared, added and subtracted, and tells the same
/// quantiles as the histogram it came from. A window of a run is the snapshot at its end minus the one
/// at its start.
public struct SparseHistogram: Hashable, Sendable {
  public let layout: HistogramLayout

  /// The slots with at least one value, ascending.
  public private(set) var slots: [UInt32] = []

  /// How many values each of them has.
  public private(set) var counts: [Int64] = []

  /// How many values there are.
  public internal(set) var count: Int64 = 0

  /// Their exact sum.
  public internal(set) var sum: UInt128 = 0

  /// How many of them are larger than the layout's highest.
  public internal(set) var overflowCount: Int64 = 0

  /// The smallest value; `nil` if there is none. Exact, except as ``subtracting(_:)`` says.
  public internal(set) var minimum: Int64?

  /// The largest value; `nil` if there is none. Exact, except as ``subtracting(_:)`` says.
  public internal(set) var maximum: Int64?

  /// No values.
  public init(layout: HistogramLayout) {
    self.layout = layout
  }

  /// The exact mean, rounded once or twice to a double; `nil` if there is no value.
  public var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

  /// The value at a quantile's nearest rank, rounded up to the edge of its slot but not beyond the
  /// maximum; `nil` if there is no value. See ``Histogram/quantile(_:)``.
  ///
  /// - Complexity: O(slots in use).
  public func quantile(_ quantile: Quantile) -> Int64? {
    guard let maximum, let slot = slot(at: quantile) else { return nil }
    return layout.upperEdge(ofSlot: slot, maximum: maximum)
  }

  /// The value at a quantile's nearest rank, rounded to the middle of its slot; `nil` if there is no
  /// value. See ``Histogram/quantileMidpoint(_:)``.
  ///
  /// - Complexity: O(slots in use).
  public func quantileMidpoint(_ quantile: Quantile) -> Int64? {
    guard let minimum, let maximum, let slot = slot(at: quantile) else { return nil }
    return layout.midpoint(ofSlot: slot, minimum: minimum, maximum: maximum)
  }

  private func slot(at quantile: Quantile) -> Int? {
    guard count > 0 else { return nil }
    let rank = quantile.rank(among: count)
    var through: Int64 = 0
    for (slot, times) in zip(slots, counts) {
      through += times
      if through >= rank { return Int(slot) }
    }
    return nil
  }

  /// - Precondition: `slot` is beyond all that were appended before.
  mutating func append(_ times: Int64, inSlot slot: Int) {
    slots.append(UInt32(slot))
    counts.append(times)
  }
}
