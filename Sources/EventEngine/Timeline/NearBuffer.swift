/// The events that come next, sorted: what a timeline takes from.
///
/// Everything below ``limit`` is here, everything else in the ladder. Taking an event is one
/// increment; adding one slides the later ones up, from the back, since new events tend to be
/// late, or, among few, the earlier ones down if those are fewer. When an event would have to slide past too many, the owner spreads the buffer over
/// a new rung of the ladder, or, where times are too equal for that, makes it a heap.
@frozen
@usableFromInline
struct NearBuffer<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Entry = TimelineEntry<Event>

  @usableFromInline let order: EventOrder
  @usableFromInline var entries: UnsafeMutablePointer<Entry>
  @usableFromInline var capacity: Int

  /// The first entry, and the place after the last.
  @usableFromInline var head = Self.margin
  @usableFromInline var tail = Self.margin

  /// The least key that belongs to the ladder.
  @usableFromInline var limit = UInt64.max

  /// Whether the entries are a binary heap instead of sorted.
  @usableFromInline var isHeap = false

  @usableFromInline var stage = SortingStage<Event>()

  @usableFromInline var work = WorkCount()

  /// How many entries a new one may slide past.
  @inlinable
  static var slideLimit: Int { 16 }

  /// Room that is left in front of the first entry, for what goes before it.
  @inlinable
  static var margin: Int { 16 }

  @inlinable
  init(order: EventOrder) {
    self.order = order
    capacity = 128
    entries = .allocate(capacity: 128)
  }

  @inlinable
  deinit {
    entries.deallocate()
  }

  @inlinable
  var count: Int { tail &- head }

  @inlinable
  var isEmpty: Bool { head == tail }

  /// Empties the buffer; what comes next starts at the beginning.
  @inlinable
  mutating func removeAll() {
    head = Self.margin
    tail = Self.margin
    isHeap = false
  }

  /// Removes the first entry of a buffer that is not empty.
  @inlinable
  mutating func removeFirst() {
    if isHeap {
      removeRoot()
    } else {
      head &+= 1
    }
  }

  /// Whether an entry goes into the earlier half of few, by its key alone.
  ///
  /// An idle simulation has all its events here, and a short step is the first of them.
  @inlinable
  @inline(__always)
  func isInFront(_ entry: Entry) -> Bool {
    let length = count
    return UInt(bitPattern: length &- 1) < 2 &* UInt(Self.slideLimit) && head > 0 && !isHeap
      && entry.key < entries[head &+ length / 2].key
  }

  /// Adds an entry that goes before one of those that are there, by sliding the earlier ones down.
  @inlinable
  @inline(__always)
  mutating func insertInFront(_ entry: Entry) {
    var hole = entries + (head &- 1)
    head &-= 1
    while (hole + 1).pointee.key < entry.key {
      hole.initialize(from: hole + 1, count: 1)
      hole += 1
    }
    work.add(hole - (entries + head))
    guard (hole + 1).pointee.key != entry.key else {
      // At most so many more. To count them there that function would have to be mutating, which
      // makes the usual way slower, in release builds too.
      work.add(count / 2)
      return insertAmongEqual(entry, at: hole)
    }
    hole.initialize(to: entry)
  }

  /// The same, where the entries that it meets next have the same key.
  @inlinable
  @inline(never)
  func insertAmongEqual(_ entry: Entry, at place: UnsafeMutablePointer<Entry>) {
    var hole = place
    while order.precedes((hole + 1).pointee, entry) {
      hole.initialize(from: hole + 1, count: 1)
      hole += 1
    }
    hole.initialize(to: entry)
  }

  /// Adds an entry at its place, by sliding the later ones up; false if the entry is in, but not at
  /// its place.
  ///
  /// After false the owner must spread the buffer, or call ``makeHeap()``.
  @inlinable
  @inline(never)
  mutating func insertBehind(_ entry: Entry) -> Bool {
    if tail == capacity { makeRoom() }
    if isHeap {
      insertIntoHeap(entry)
      return true
    }
    let stop = entries + max(head, tail &- Self.slideLimit)
    var hole = entries + tail
    tail &+= 1
    while hole > stop, order.precedes(entry, (hole - 1).pointee) {
      hole.initialize(from: hole - 1, count: 1)
      hole -= 1
    }
    work.add(entries + tail - hole)
    hole.pointee = entry
    return hole > stop || stop == entries + head || insertAtFront(from: hole - entries)
  }

  /// Moves the entry at `hole`, which has slid as far as it may, to its place near the front;
  /// false if that is too far, too.
  ///
  /// An event scheduled at the instant that is being played, with an earlier phase, comes next
  /// whatever is waiting behind it.
  @inlinable
  @inline(never)
  mutating func insertAtFront(from hole: Int) -> Bool {
    let entry = entries[hole]
    guard order.precedes(entry, entries[hole - 1]) else { return true }
    guard head > 0 else { return false }
    let stop = min(hole, head + Self.slideLimit)
    var place = head
    while place < stop, order.precedes(entries[place], entry) { place += 1 }
    work.add(place - head)
    guard place < stop else { return false }
    work.add(tail - hole)
    tail -= 1
    (entries + hole).update(from: entries + hole + 1, count: tail - hole)
    (entries + head - 1).update(from: entries + head, count: place - head)
    head -= 1
    entries[place - 1] = entry
    return true
  }

  /// Takes over, sorted, what is on the stage; the buffer must be empty.
  @inlinable
  @inline(__always)
  mutating func fill() {
    stage.write(to: entries + head, in: order)
    tail = head &+ stage.count
    work.add(stage.count)
  }

  /// Adds an entry behind the last one, whatever its place.
  @inlinable
  mutating func append(_ entry: Entry) {
    if tail == capacity { makeRoom() }
    entries[tail] = entry
    tail &+= 1
    work.add(1)
  }

  /// Makes room behind the last entry: from what has been taken, if that is half, or by growth.
  @inlinable
  @inline(never)
  mutating func makeRoom() {
    let kept = count
    work.add(kept)
    if head >= capacity / 2 {
      (entries + Self.margin).update(from: entries + head, count: kept)
    } else {
      let grown = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
      (grown + Self.margin).initialize(from: entries + head, count: kept)
      entries.deallocate()
      entries = grown
      capacity *= 2
    }
    head = Self.margin
    tail = Self.margin + kept
  }
}
