extension SparseHistogram {
  /// The values of both. The order of adding makes no difference to any result.
  ///
  /// - Precondition: both have the same layout.
  /// - Complexity: O(slots in use of both).
  public func adding(_ other: SparseHistogram) -> SparseHistogram {
    layout.requireSame(other.layout)
    var total = SparseHistogram(layout: layout)
    var (own, theirs) = (0, 0)
    while own < slots.count || theirs < other.slots.count {
      let slot = min(
        own < slots.count ? slots[own] : .max,
        theirs < other.slots.count ? other.slots[theirs] : .max)
      var times: Int64 = 0
      if own < slots.count, slots[own] == slot {
        times += counts[own]
        own += 1
      }
      if theirs < other.slots.count, other.slots[theirs] == slot {
        times += other.counts[theirs]
        theirs += 1
      }
      total.append(times, inSlot: Int(slot))
    }
    total.count = count + other.count
    total.sum = sum + other.sum
    total.overflowCount = overflowCount + other.overflowCount
    total.minimum = Self.extreme(minimum, other.minimum, min)
    total.maximum = Self.extreme(maximum, other.maximum, max)
    return total
  }

  /// The values that came after `earlier`, a snapshot of the same histogram: a window of a run.
  ///
  /// Count, sum and quantiles are what a histogram of the later values alone would tell. An extreme is
  /// exact if it is more extreme than the earlier one, because then it must be a later value.
  /// Otherwise the window's own is not known, only its slot, and the outer edge of that slot is given:
  /// never inside the true extreme, and off by less than ``HistogramLayout/relativeWidth``. (A
  /// quantile that falls on the maximum shares that error.) ``Histogram/drain()`` avoids this.
  ///
  /// - Precondition: both have the same layout, and `earlier` has no slot with more values.
  /// - Complexity: O(slots in use).
  public func subtracting(_ earlier: SparseHistogram) -> SparseHistogram {
    layout.requireSame(earlier.layout)
    var rest = SparseHistogram(layout: layout)
    var theirs = 0
    for (slot, times) in zip(slots, counts) {
      var left = times
      if theirs < earlier.slots.count, earlier.slots[theirs] == slot {
        left -= earlier.counts[theirs]
        theirs += 1
      }
      precondition(left >= 0, "slot \(slot) had \(-left) more values earlier than later")
      if left > 0 { rest.append(left, inSlot: Int(slot)) }
    }
    precondition(
      theirs == earlier.slots.count && sum >= earlier.sum
        && overflowCount >= earlier.overflowCount,
      "a histogram of \(earlier.count) values is no earlier state of one of \(count)")
    rest.count = count - earlier.count
    rest.sum = sum - earlier.sum
    rest.overflowCount = overflowCount - earlier.overflowCount
    rest.setExtremes(of: self, after: earlier)
    return rest
  }

  private mutating func setExtremes(of whole: SparseHistogram, after earlier: SparseHistogram) {
    guard let first = slots.first, let last = slots.last,
      let minimum = whole.minimum, let maximum = whole.maximum
    else { return }
    if let earliest = earlier.minimum, earliest <= minimum {
      self.minimum = max(minimum, layout.lowest(inSlot: Int(first)))
    } else {
      self.minimum = minimum
    }
    if let largest = earlier.maximum, largest >= maximum {
      // Without overflow of its own the window ends where its last slot does.
      let edge = layout.highest(inSlot: Int(last))
      self.maximum = overflowCount > 0 ? maximum : min(edge, maximum)
    } else {
      self.maximum = maximum
    }
  }

  private static func extreme(
    _ first: Int64?, _ second: Int64?, _ choose: (Int64, Int64) -> Int64
  ) -> Int64? {
    guard let first else { return second }
    guard let second else { return first }
    return choose(first, second)
  }
}
