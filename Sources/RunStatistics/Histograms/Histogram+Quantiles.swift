extension Histogram {
  /// The value at a quantile's nearest rank, rounded up to the edge of its slot but not beyond the
  /// exact maximum; `nil` if there is no value.
  ///
  /// It never understates: the true value is at most this, and less than
  /// ``HistogramLayout/relativeWidth`` below it. Where values overflowed the layout, a quantile among
  /// them is the maximum.
  ///
  /// - Complexity: O(slots from the smallest to the largest value).
  public func quantile(_ quantile: Quantile) -> Int64? {
    guard count > 0 else { return nil }
    var position = Position(self)
    let slot = slot(atRank: quantile.rank(among: count), from: &position)
    return layout.upperEdge(ofSlot: slot, maximum: largest)
  }

  /// The value at a quantile's nearest rank, rounded to the middle of its slot; `nil` if there is no
  /// value. It is off by at most half of ``HistogramLayout/relativeWidth``, either way.
  ///
  /// - Complexity: O(slots from the smallest to the largest value).
  public func quantileMidpoint(_ quantile: Quantile) -> Int64? {
    guard count > 0 else { return nil }
    var position = Position(self)
    let slot = slot(atRank: quantile.rank(among: count), from: &position)
    return layout.midpoint(ofSlot: slot, minimum: smallest, maximum: largest)
  }

  /// Appends ``quantile(_:)`` of each of `quantiles` to `values`, in one pass if they ascend.
  ///
  /// - Precondition: there is a value.
  func appendQuantiles(_ quantiles: [Quantile], to values: inout [Int64]) {
    var position = Position(self)
    for quantile in quantiles {
      let rank = quantile.rank(among: count)
      if rank <= position.below { position = Position(self) }
      let slot = slot(atRank: rank, from: &position)
      values.append(layout.upperEdge(ofSlot: slot, maximum: largest))
    }
  }

  /// A slot, and how many values lie in the slots before it.
  private struct Position {
    var slot: Int
    var below: Int64 = 0

    init(_ histogram: borrowing Histogram) {
      slot = histogram.usedSlots.lowerBound
    }
  }

  /// The first slot at or after `position` with at least `rank` values up to its end.
  private func slot(atRank rank: Int64, from position: inout Position) -> Int {
    while true {
      let through = position.below + counters[position.slot - firstSlot]
      if through >= rank { return position.slot }
      position.below = through
      position.slot += 1
    }
  }
}
