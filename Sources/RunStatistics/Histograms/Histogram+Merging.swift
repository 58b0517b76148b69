extension Histogram {
  /// Starts with the values of a snapshot, or of a difference of two.
  public init(_ contents: SparseHistogram) {
    self.init(layout: contents.layout)
    merge(contents)
  }

  /// Adds the values of another histogram. The order of merging makes no difference to any result.
  ///
  /// - Precondition: both have the same layout.
  /// - Complexity: O(slots of `other` from its smallest to its largest value).
  public mutating func merge(_ other: borrowing Histogram) {
    let layout = other.layout
    requireSame(layout)
    guard other.count > 0 else { return }
    include(from: other.smallest, through: other.largest)
    for slot in other.usedSlots {
      counters[slot - firstSlot] += other.counters[slot - other.firstSlot]
    }
    recordedCount += other.recordedCount
    recordedSum += other.recordedSum
    overflowCount += other.overflowCount
  }

  /// Adds the values of a snapshot.
  ///
  /// - Precondition: both have the same layout.
  /// - Complexity: O(slots of `other`).
  public mutating func merge(_ other: SparseHistogram) {
    requireSame(other.layout)
    guard let minimum = other.minimum, let maximum = other.maximum else { return }
    include(from: minimum, through: maximum)
    for (slot, times) in zip(other.slots, other.counts) {
      counters[Int(slot) - firstSlot] += times
    }
    recordedCount += other.count
    recordedSum += other.sum
    overflowCount += other.overflowCount
  }

  /// Removes the values that an earlier snapshot of this same histogram holds, leaving the later ones.
  /// About the extremes of what is left see ``SparseHistogram/subtracting(_:)``.
  ///
  /// - Precondition: `earlier` is such a snapshot, or at least has no slot with more values.
  /// - Complexity: O(slots from the smallest to the largest value).
  public mutating func subtract(_ earlier: SparseHistogram) {
    let later = snapshot().subtracting(earlier)
    removeAll()
    merge(later)
  }

  /// What was recorded so far, as a compact value.
  ///
  /// - Complexity: O(slots from the smallest to the largest value).
  public func snapshot() -> SparseHistogram {
    var contents = SparseHistogram(layout: layout)
    guard count > 0 else { return contents }
    let used = usedSlots
    var slot = used.lowerBound
    while slot <= used.upperBound {
      let times = counters[slot &- firstSlot]
      if times > 0 { contents.append(times, inSlot: slot) }
      slot &+= 1
    }
    contents.count = recordedCount
    contents.sum = recordedSum
    contents.overflowCount = overflowCount
    contents.minimum = smallest
    contents.maximum = largest
    return contents
  }

  /// Takes out what was recorded so far and starts again from nothing, keeping the storage.
  ///
  /// The parts of a run taken so one after another have exact extremes each, and so does any sum of
  /// them; a difference of two snapshots knows its extremes only to the width of a slot.
  ///
  /// - Complexity: O(slots from the smallest to the largest value).
  public mutating func drain() -> SparseHistogram {
    let contents = snapshot()
    removeAll()
    return contents
  }

  private func requireSame(_ other: HistogramLayout) {
    let own = layout
    own.requireSame(other)
  }
}

extension HistogramLayout {
  func requireSame(_ other: HistogramLayout) {
    precondition(
      self == other,
      """
      a histogram of \(digits) digits up to \(highest) cannot be combined with one of \
      \(other.digits) digits up to \(other.highest)
      """)
  }
}
