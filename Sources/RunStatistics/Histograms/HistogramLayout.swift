/// How a histogram groups values into slots: exactly while they are small, then ever more coarsely, so
/// that a slot is never wider than a fixed fraction of its values.
///
/// This is the layout of HdrHistogram (Gil Tene). With `d` decimal digits there are
/// S = 2^⌈log₂(2·10^d)⌉ sub-buckets. Values below S have a slot each; above, every octave (the values
/// from one power of two to the next) is cut into S/2 slots of equal width:
///
///     value   0 … S-1   S … 2S-1   2S … 4S-1   4S … 8S-1
///     slots   S         S/2        S/2         S/2
///     width   1         2          4           8
///
/// A slot is found with one count of leading zeros and two shifts, in integers only, so that every
/// machine agrees.
@frozen
public struct HistogramLayout: BitwiseCopyable, Hashable, Sendable {
  /// Decimal digits that are kept, 1 to 5.
  public let digits: Int

  /// The largest value with a slot of its own; one less than a power of two.
  public let highest: Int64

  /// log₂ of the slots in an octave.
  @usableFromInline let octaveShift: UInt64

  /// ``subBucketCount`` - 1.
  @usableFromInline let subBucketMask: UInt64

  /// 2^47 - 1: 39 hours, if the values are nanoseconds.
  public static let defaultHighest: Int64 = (1 << 47) - 1

  /// - Parameters:
  ///   - digits: Decimal digits to keep, 1 to 5.
  ///   - highest: The largest value that must keep them. It is rounded up to the end of its octave.
  /// - Precondition: `digits` is from 1 to 5 and `highest` is not negative.
  public init(digits: Int = 3, highest: Int64 = defaultHighest) {
    precondition(
      (1...5).contains(digits), "a histogram keeps 1 to 5 decimal digits, not \(digits)")
    precondition(highest >= 0, "a histogram counts values from 0 up, so none up to \(highest)")
    var twicePower: UInt64 = 2
    for _ in 0..<digits { twicePower *= 10 }
    let bits = UInt64.bitWidth - (twicePower - 1).leadingZeroBitCount
    self.digits = digits
    octaveShift = UInt64(bits - 1)
    subBucketMask = (1 << UInt64(bits)) - 1
    let used = (UInt64(highest) | subBucketMask).leadingZeroBitCount
    self.highest = Int64(UInt64.max >> UInt64(used))
  }

  /// S: values below it have a slot each.
  public var subBucketCount: Int { Int(subBucketMask) + 1 }

  /// Slots in an octave; storage grows by so many at a time.
  public var slotsPerOctave: Int { 1 << Int(octaveShift) }

  /// Slots from 0 through ``highest``.
  public var slotCount: Int { slot(of: highest) + 1 }

  /// The largest possible width of a slot as a fraction of the values in it, 2/S: 1/1024 for three
  /// digits. An upper edge overstates a value by less than this, a midpoint errs by at most half.
  public var relativeWidth: Double { 1 / Double(slotsPerOctave) }

  /// The slot of a value, from 0.
  ///
  /// - Precondition: `value` is not negative; checked by those who call it, since this is the inside of
  ///   the hottest loop. A negative one gets a number far beyond every slot.
  @inlinable
  public func slot(of value: Int64) -> Int {
    let bits = UInt64(bitPattern: value)
    let topBit = UInt64(truncatingIfNeeded: 63 &- (bits | subBucketMask).leadingZeroBitCount)
    let octave = topBit &- octaveShift
    return Int(truncatingIfNeeded: (octave &<< octaveShift) &+ (bits &>> octave))
  }

  /// The smallest value of a slot.
  public func lowest(inSlot slot: Int) -> Int64 {
    let octave = Self.octave(ofSlot: slot, shift: octaveShift)
    return Int64(slot - (octave << Int(octaveShift))) << Int64(octave)
  }

  /// The largest value of a slot.
  public func highest(inSlot slot: Int) -> Int64 {
    let octave = Self.octave(ofSlot: slot, shift: octaveShift)
    return lowest(inSlot: slot) + ((1 << Int64(octave)) - 1)
  }

  /// The smallest value that shares a slot with `value`.
  public func lowestEquivalent(to value: Int64) -> Int64 { lowest(inSlot: slot(of: value)) }

  /// The largest value that shares a slot with `value`.
  public func highestEquivalent(to value: Int64) -> Int64 { highest(inSlot: slot(of: value)) }

  private static func octave(ofSlot slot: Int, shift: UInt64) -> Int {
    max(0, (slot >> Int(shift)) - 1)
  }
}

extension HistogramLayout {
  /// What a quantile in `slot` is reported as: the slot's upper edge, but never more than the largest
  /// value there was. The last slot also holds what lies beyond it, and so ends at that largest value.
  func upperEdge(ofSlot slot: Int, maximum: Int64) -> Int64 {
    let edge = highest(inSlot: slot)
    return edge >= highest ? maximum : min(edge, maximum)
  }

  /// The middle of a slot, rounded down, within the smallest and largest value there were; for values
  /// beyond the last slot, the largest one.
  func midpoint(ofSlot slot: Int, minimum: Int64, maximum: Int64) -> Int64 {
    let edge = highest(inSlot: slot)
    if edge >= highest, maximum > highest { return maximum }
    let lower = lowest(inSlot: slot)
    return max(minimum, min(maximum, lower + (edge - lower) / 2))
  }
}
