/// Numbered slots in the order of their ranks, the lowest first: a binary heap that knows where each
/// slot stands, so that any of them can leave or change its rank.
///
/// Four bytes a slot that was ever used and one entry for each slot in the heap. Ranks that are
/// never equal make the order total, so that the heap's insides cannot matter.
///
/// - Complexity: O(log *n*) to insert, remove and change; O(1) to look at the first.
@frozen
@usableFromInline
package struct SlotHeap<Rank: Comparable & BitwiseCopyable & Sendable>: Sendable {
  @frozen
  @usableFromInline
  struct Entry: BitwiseCopyable, Sendable {
    @usableFromInline var rank: Rank
    @usableFromInline var slot: UInt32

    @inlinable
    init(rank: Rank, slot: UInt32) {
      self.rank = rank
      self.slot = slot
    }
  }

  @usableFromInline var entries: ContiguousArray<Entry> = []

  /// By slot: where its entry is, or ``absent``.
  @usableFromInline var positions: ContiguousArray<UInt32> = []

  @inlinable
  static var absent: UInt32 { .max }

  @inlinable
  package init() {}

  @inlinable
  package var count: Int { entries.count }

  @inlinable
  package var isEmpty: Bool { entries.isEmpty }

  /// The slot of the lowest rank.
  @inlinable
  package var first: Int? { entries.isEmpty ? nil : Int(entries[0].slot) }

  /// The lowest rank.
  @inlinable
  package var firstRank: Rank? { entries.isEmpty ? nil : entries[0].rank }

  @inlinable
  package func contains(_ slot: Int) -> Bool {
    positions.indices.contains(slot) && positions[slot] != Self.absent
  }

  /// The slots in the heap, in no order that means anything.
  ///
  /// - Complexity: O(*n*), and allocates.
  @inlinable
  package var slots: [Int32] { entries.map { Int32(truncatingIfNeeded: $0.slot) } }

  /// Adds a slot that is not in the heap.
  @inlinable
  package mutating func insert(_ slot: Int, rank: Rank) {
    while positions.count <= slot { positions.append(Self.absent) }
    precondition(positions[slot] == Self.absent, "slot \(slot) is in the heap already")
    let entry = Entry(rank: rank, slot: UInt32(truncatingIfNeeded: slot))
    entries.append(entry)
    rise(entry, from: entries.count &- 1)
  }

  /// Takes the slot of the lowest rank out.
  @inlinable
  package mutating func removeFirst() -> Int? {
    guard let slot = first else { return nil }
    remove(slot)
    return slot
  }

  /// Takes a slot out, wherever it stands.
  ///
  /// - Precondition: It is in the heap.
  @inlinable
  package mutating func remove(_ slot: Int) {
    precondition(contains(slot), "slot \(slot) is not among the \(entries.count) in the heap")
    let position = Int(positions[slot])
    positions[slot] = Self.absent
    let last = entries.removeLast()
    guard position < entries.count else { return }
    place(last, at: position)
  }

  /// Gives a slot another rank.
  ///
  /// - Precondition: It is in the heap.
  @inlinable
  package mutating func changeRank(of slot: Int, to rank: Rank) {
    precondition(contains(slot), "slot \(slot) is not among the \(entries.count) in the heap")
    let position = Int(positions[slot])
    place(Entry(rank: rank, slot: UInt32(truncatingIfNeeded: slot)), at: position)
  }

  @inlinable
  package mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  /// Puts an entry where another one stood.
  @inlinable
  mutating func place(_ entry: Entry, at position: Int) {
    if position > 0, entry.rank < entries[(position &- 1) / 2].rank {
      rise(entry, from: position)
    } else {
      sink(entry, from: position)
    }
  }

  @inlinable
  mutating func rise(_ entry: Entry, from start: Int) {
    let end = entries.withUnsafeMutableBufferPointer { entries in
      positions.withUnsafeMutableBufferPointer { positions in
        var hole = start
        while hole > 0 {
          let parent = (hole &- 1) / 2
          guard entry.rank < entries[parent].rank else { break }
          entries[hole] = entries[parent]
          positions[Int(entries[hole].slot)] = UInt32(truncatingIfNeeded: hole)
          hole = parent
        }
        return hole
      }
    }
    settle(entry, at: end)
  }

  @inlinable
  mutating func sink(_ entry: Entry, from start: Int) {
    let end = entries.withUnsafeMutableBufferPointer { entries in
      positions.withUnsafeMutableBufferPointer { positions in
        var hole = start
        while true {
          var child = 2 &* hole &+ 1
          guard child < entries.count else { break }
          let other = child &+ 1
          if other < entries.count, entries[other].rank < entries[child].rank { child = other }
          guard entries[child].rank < entry.rank else { break }
          entries[hole] = entries[child]
          positions[Int(entries[hole].slot)] = UInt32(truncatingIfNeeded: hole)
          hole = child
        }
        return hole
      }
    }
    settle(entry, at: end)
  }

  @inlinable
  mutating func settle(_ entry: Entry, at position: Int) {
    entries[position] = entry
    positions[Int(entry.slot)] = UInt32(truncatingIfNeeded: position)
  }
}
