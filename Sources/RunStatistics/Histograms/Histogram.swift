public import TimeBase

/// Counts values by magnitude, so that any quantile of billions of them can be told within a known
/// error, in memory that does not grow with their number.
///
/// Values are whole and not negative: nanoseconds, bytes, items. See ``HistogramLayout`` for the error
/// (below 0.1 % with three digits). Count, sum, minimum and maximum are exact. A value beyond the
/// layout's highest is counted in the last slot and in ``overflowCount``.
///
/// Storage is the octaves from the smallest to the largest value recorded, allocated as they appear:
/// nothing at all before the first value, then 8 bytes × ``HistogramLayout/slotsPerOctave`` for each
/// octave (1 KiB with two digits, 8 KiB with three). Latencies from 100 µs to 10 s take 18 of them.
///
/// A histogram is a place to record into, of which there is one: it cannot be copied by accident and
/// has no check for shared storage to pay in its hot loop. What it holds is passed around as a
/// ``SparseHistogram``.
@frozen
public struct Histogram: ~Copyable, @unchecked Sendable {
  public let layout: HistogramLayout

  // The counters of slots firstSlot ..< firstSlot + counters.count, always whole octaves. This value
  // owns them, which is what makes sending it to another thread safe.
  @usableFromInline var counters = UnsafeMutableBufferPointer<Int64>(start: nil, count: 0)
  @usableFromInline var firstSlot = 0

  // Values from `low` up to, but not including, `low + extent` have a counter and are no new extreme.
  // One comparison with them is all that a usual value needs; before the first value there are none.
  @usableFromInline var low: Int64 = 0
  @usableFromInline var extent: UInt64 = 0

  @usableFromInline var recordedCount: Int64 = 0
  @usableFromInline var recordedSum: UInt128 = 0

  // Exact, and meaningless while the count is zero.
  var smallest: Int64 = .max
  var largest: Int64 = 0

  /// How many values were larger than the layout's highest.
  public internal(set) var overflowCount: Int64 = 0

  public init(layout: HistogramLayout) {
    self.layout = layout
  }

  /// - Precondition: `digits` is from 1 to 5 and `highest` is not negative.
  public init(digits: Int = 3, highest: Int64 = HistogramLayout.defaultHighest) {
    self.init(layout: HistogramLayout(digits: digits, highest: highest))
  }

  deinit {
    counters.deallocate()
  }

  /// How many values were recorded.
  @inlinable
  public var count: Int64 { recordedCount }

  /// The exact sum of the values.
  @inlinable
  public var sum: UInt128 { recordedSum }

  /// The exact smallest value; `nil` if there is none.
  public var minimum: Int64? { count > 0 ? smallest : nil }

  /// The exact largest value; `nil` if there is none.
  public var maximum: Int64? { count > 0 ? largest : nil }

  /// The exact mean, rounded once or twice to a double; `nil` if there is no value.
  public var mean: Double? { count > 0 ? Double(recordedSum) / Double(count) : nil }

  /// Bytes of counters at present.
  public var allocatedBytes: Int { counters.count * MemoryLayout<Int64>.stride }

  /// - Precondition: `value` is not negative.
  @inlinable
  @inline(__always)
  public mutating func record(_ value: Int64) {
    guard UInt64(bitPattern: value &- low) < extent else { return recordExtreme(value, times: 1) }
    counters[layout.slot(of: value) &- firstSlot] &+= 1
    recordedCount &+= 1
    recordedSum &+= UInt128(truncatingIfNeeded: UInt64(bitPattern: value))
  }

  /// Records many values at once.
  ///
  /// The counters of values that have little in common lie far apart. A processor that is told of many
  /// fetches them side by side, where one at a time each is waited for.
  ///
  /// - Precondition: no value is negative.
  @inlinable
  public mutating func record(contentsOf values: UnsafeBufferPointer<Int64>) {
    var index = recordUsual(values, from: 0)
    while index < values.count {
      recordExtreme(values[index], times: 1)
      index = recordUsual(values, from: index &+ 1)
    }
  }

  /// Records values from `start` up to the first that is a new extreme, and returns its index.
  ///
  /// The slots of a block of values are worked out before any of them is counted: the loop that waits
  /// for memory is then so short that a processor looks dozens of values ahead.
  @inlinable
  @inline(__always)
  mutating func recordUsual(_ values: UnsafeBufferPointer<Int64>, from start: Int) -> Int {
    guard let counters = counters.baseAddress else { return start }
    // What does not change on the way, told to the compiler.
    let (low, extent, layout, firstSlot) = (low, extent, layout, firstSlot)
    var index = start
    var sum: UInt128 = 0
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.blockSize) { slots in
      var filled = 0
      repeat {
        filled = 0
        while filled < Self.blockSize, index < values.count {
          let value = values[index]
          guard UInt64(bitPattern: value &- low) < extent else { break }
          slots[filled] = Int32(truncatingIfNeeded: layout.slot(of: value) &- firstSlot)
          sum &+= UInt128(truncatingIfNeeded: UInt64(bitPattern: value))
          filled &+= 1
          index &+= 1
        }
        var number = 0
        while number < filled {
          counters[Int(slots[number])] &+= 1
          number &+= 1
        }
      } while filled == Self.blockSize
    }
    recordedCount &+= Int64(truncatingIfNeeded: index &- start)
    recordedSum &+= sum
    return index
  }

  /// Values whose slots are worked out together.
  @inlinable
  static var blockSize: Int { 256 }

  /// Records a length of time in nanoseconds.
  ///
  /// - Precondition: `span` is not negative.
  @inlinable
  public mutating func record(_ span: TimeSpan) {
    record(span.nanoseconds)
  }

  /// Records the same value several times.
  ///
  /// - Precondition: neither `value` nor `times` is negative.
  public mutating func record(_ value: Int64, times: Int64) {
    precondition(times >= 0, "a value cannot be recorded \(times) times")
    guard times > 0 else { return }
    recordExtreme(value, times: times)
  }

  /// Forgets all values but keeps the storage.
  ///
  /// - Complexity: O(slots from the smallest to the largest value).
  public mutating func removeAll() {
    guard count > 0 else { return }
    let used = usedSlots
    counters.baseAddress?.advanced(by: used.lowerBound - firstSlot)
      .update(repeating: 0, count: used.count)
    (recordedCount, recordedSum, overflowCount) = (0, 0, 0)
    (smallest, largest) = (.max, 0)
    (low, extent) = (0, 0)
  }
}

extension Histogram {
  /// Records any value, in particular one that is smaller or larger than all before.
  @usableFromInline
  @inline(never)
  mutating func recordExtreme(_ value: Int64, times: Int64) {
    precondition(value >= 0, "a histogram counts values from 0 up, not \(value)")
    include(from: value, through: value)
    counters[layout.slot(of: min(value, layout.highest)) - firstSlot] += times
    recordedCount += times
    recordedSum += UInt128(value) * UInt128(times)
    if value > layout.highest { overflowCount += times }
  }

  /// Makes counters for the slots of a range of values and widens the extremes by it.
  mutating func include(from minimum: Int64, through maximum: Int64) {
    smallest = min(smallest, minimum)
    largest = max(largest, maximum)
    reserve(usedSlots)
    guard smallest <= layout.highest else { return }
    low = smallest
    extent = UInt64(min(largest, layout.highest) - low) + 1
  }

  /// Every slot that may have a count.
  var usedSlots: ClosedRange<Int> {
    layout.slot(of: min(smallest, layout.highest))...layout.slot(of: min(largest, layout.highest))
  }

  private mutating func reserve(_ slots: ClosedRange<Int>) {
    let mask = layout.slotsPerOctave - 1
    var (lower, upper) = (slots.lowerBound & ~mask, (slots.upperBound | mask) + 1)
    if !counters.isEmpty {
      lower = min(lower, firstSlot)
      upper = max(upper, firstSlot + counters.count)
      if upper - lower == counters.count { return }
    }
    let grown = UnsafeMutableBufferPointer<Int64>.allocate(capacity: upper - lower)
    grown.initialize(repeating: 0)
    if let old = counters.baseAddress {
      grown.baseAddress?.advanced(by: firstSlot - lower).update(from: old, count: counters.count)
    }
    counters.deallocate()
    counters = grown
    firstSlot = lower
  }
}
