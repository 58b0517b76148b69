extension SparseHistogram {
  /// The same values in wider slots, for what is drawn rather than read: a slot of one digit is a
  /// sixteenth of an octave.
  ///
  /// Each slot goes into the wider one that holds its upper edge. Count, sum and extremes stay exact.
  ///
  /// - Parameter digits: Decimal digits to keep, 1 to 5, not more than there are.
  /// - Precondition: `digits` is not more than the layout has.
  /// - Complexity: O(slots in use).
  public func coarsened(toDigits digits: Int) -> SparseHistogram {
    precondition(
      digits <= layout.digits, "\(layout.digits) digits cannot be coarsened to \(digits)")
    let wider = HistogramLayout(digits: digits, highest: layout.highest)
    var result = SparseHistogram(layout: wider)
    var present: (slot: Int, times: Int64)?
    for (slot, times) in zip(slots, counts) {
      let target = wider.slot(of: layout.highest(inSlot: Int(slot)))
      if let last = present, last.slot != target { result.append(last.times, inSlot: last.slot) }
      present = (target, times + (present?.slot == target ? present?.times ?? 0 : 0))
    }
    if let present { result.append(present.times, inSlot: present.slot) }
    result.count = count
    result.sum = sum
    result.overflowCount = overflowCount
    result.minimum = minimum
    result.maximum = maximum
    return result
  }
}
