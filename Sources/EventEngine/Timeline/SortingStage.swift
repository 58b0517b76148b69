/// Sorts a handful of entries without a branch that depends on their order.
///
/// The place of an entry is the number of entries before it. Counting them takes more comparisons
/// than inserting one by one, but they are made sixteen at a time and none can be mispredicted,
/// which would cost more than all of them.
@frozen
@usableFromInline
struct SortingStage<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Entry = TimelineEntry<Event>

  /// The entries, as they came.
  @usableFromInline let entries: UnsafeMutablePointer<Entry>

  /// For each entry its approximate position, with its number in the low bits so that no two are
  /// equal; beyond the entries the greatest number there is.
  @usableFromInline let positions: UnsafeMutablePointer<Int32>

  @usableFromInline var count = 0

  /// The least key that may come, and how many low bits of the distance to it positions lack.
  @usableFromInline var base: UInt64 = 0
  @usableFromInline var dropped: UInt64 = 0

  @inlinable
  static var capacity: Int { 16 }

  @inlinable
  init() {
    entries = .allocate(capacity: Self.capacity)
    positions =
      UnsafeMutableRawPointer
      .allocate(byteCount: MemoryLayout<SIMD16<Int32>>.size, alignment: 64)
      .bindMemory(to: Int32.self, capacity: Self.capacity)
  }

  @inlinable
  deinit {
    entries.deallocate()
    positions.deallocate()
  }

  /// Empties the stage for keys from `start` up to and without `end`.
  @inlinable
  mutating func open(from start: UInt64, to end: UInt64) {
    let bits = 64 &- (end &- 1 &- start).leadingZeroBitCount
    base = start
    dropped = UInt64(max(0, bits &- 27))
    count = 0
    positions.update(repeating: .max, count: Self.capacity)
  }

  /// Adds `added` entries, for which there must be room.
  @inlinable
  @inline(__always)
  mutating func append(_ source: UnsafeMutablePointer<Entry>, count added: Int) {
    var number = count
    var source = source
    count &+= added
    while number < count {
      let position = ((source.pointee.key &- base) &>> dropped) &<< 4
      positions[number] = Int32(truncatingIfNeeded: position) | Int32(truncatingIfNeeded: number)
      (entries + number).initialize(from: source, count: 1)
      source += 1
      number &+= 1
    }
  }

  /// Writes the entries in their order to `target`.
  @inlinable
  @inline(__always)
  func write(to target: UnsafeMutablePointer<Entry>, in order: EventOrder) {
    let all = UnsafeMutableRawPointer(positions).load(as: SIMD16<Int32>.self)
    var places = SIMD16<Int32>(repeating: 0)
    var number = 0
    while number < count {
      // The sign of the difference is -1 for all that come after this one.
      let signs = (SIMD16(repeating: positions[number]) &- all) &>> SIMD16(repeating: 31)
      places &-= signs
      number &+= 1
    }
    UnsafeMutableRawPointer(positions).storeBytes(of: places, as: SIMD16<Int32>.self)
    number = 0
    while number < count {
      let place = Int(truncatingIfNeeded: positions[number])
      (target + place).initialize(from: entries + number, count: 1)
      number &+= 1
    }
    number = 1
    while number < count {
      if order.precedes(target[number], target[number &- 1]) { mend(target, number, order) }
      number &+= 1
    }
  }

  /// Moves an entry back to its place among those before it.
  ///
  /// Needed where positions are too coarse to tell keys apart, and where entries of one key were
  /// not scheduled in their order.
  @inlinable
  @inline(never)
  func mend(_ target: UnsafeMutablePointer<Entry>, _ number: Int, _ order: EventOrder) {
    let entry = target[number]
    var hole = number
    while hole > 0, order.precedes(entry, target[hole &- 1]) {
      target[hole] = target[hole &- 1]
      hole &-= 1
    }
    target[hole] = entry
  }
}
