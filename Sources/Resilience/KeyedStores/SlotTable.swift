/// A hash table whose entries stand in numbered slots that never move.
///
/// The slot number is what lists, eviction policies and tokens refer to. Slots are handed out from
/// 0 upwards, a freed one is used again first (last freed, first used), and once the table holds
/// ``limit`` entries exactly the slots `0..<limit` are in use.
///
/// ```
/// words   [ tag|slot+1 ][ 0 ][ 0 ][ tag|slot+1 ] …  open addressing, linear probing
///                 │                      │
/// entries [ value key ][ value key ][ value key ] … one for each slot, uninitialised when free
/// ```
///
/// A word has 32 bits; those that the slot numbers leave free hold a part of the hash, so that a
/// probe seldom reads an entry that does not match. At most two of three words are in use: a probe
/// looks at 2 on average when it finds its key and at 5 when it does not, most often within one
/// line of the processor's cache, and a deletion shifts followers back instead of leaving a
/// tombstone. That is 6 bytes of index for an entry once the table has grown to its limit.
///
/// Keys whose hashes agree in the upper 32 bits have one home. Among *n* of them a probe, an
/// insertion and a deletion take time in proportion to *n*, so that filling a table with them is
/// quadratic: the hash is fixed and public, and keys that an attacker may choose must be hashed
/// under a secret first.
///
/// A plain value: copies share their memory until one of them is changed. Memory grows with use.
@frozen
@usableFromInline
package struct SlotTable<Key: StableKey, Value> {
  @frozen
  @usableFromInline
  package struct Entry {
    // The value stands first: a key of 8 bytes then fits behind a value of 24 bytes aligned to 16.
    @usableFromInline package var value: Value
    @usableFromInline package var key: Key

    @inlinable
    package init(key: Key, value: Value) {
      self.value = value
      self.key = key
    }
  }

  @usableFromInline var storage: Storage

  // Copies of what the storage holds, one load nearer.
  @usableFromInline var words: UnsafeMutablePointer<UInt32>
  @usableFromInline var entries: UnsafeMutablePointer<Entry>
  @usableFromInline var wordCount: Int

  /// The bits of a word that hold a slot number; the others hold a part of the hash.
  @usableFromInline let slotMask: UInt32

  /// The slot freed last, -1 if none is free. The memory of a free slot holds the one freed before.
  @usableFromInline var firstFree: Int32 = -1
  @usableFromInline var freeCount = 0

  /// Slots `0..<usedSlotCount` have been handed out at least once.
  @usableFromInline var usedSlotCount = 0

  /// How many entries the table may hold.
  @usableFromInline package let limit: Int

  /// How many entries it holds.
  @inlinable
  package var count: Int { usedSlotCount - freeCount }

  /// The largest limit of any table: slots are numbered in 31 bits.
  @usableFromInline package static var largestLimit: Int { 1 << 30 }

  /// - Precondition: `limit` is in `0...largestLimit`.
  @inlinable
  package init(limit: Int) {
    precondition(
      (0...Self.largestLimit).contains(limit),
      "a table cannot be limited to \(limit) entries; the most is \(Self.largestLimit)")
    precondition(
      MemoryLayout<Entry>.stride >= MemoryLayout<Int32>.stride,
      "an entry of \(MemoryLayout<Entry>.stride) bytes has no room for a slot number of 4")
    self.limit = limit
    slotMask = ~0 >> UInt32(limit).leadingZeroBitCount
    let storage = Storage(slotCapacity: min(limit, 16), slotMask: slotMask)
    self.storage = storage
    words = storage.words
    entries = storage.entries
    wordCount = storage.wordCount
  }

  // MARK: Reading

  /// The slot of `key`, whose ``StableKey/stableHash`` is `hash`.
  @inlinable
  package func slot(of key: Key, hash: UInt64) -> Int? {
    withExtendedLifetime(storage) {
      let wanted = UInt32(truncatingIfNeeded: hash)
      var position = home(hash: hash)
      while true {
        let word = words[position]
        guard word != 0 else { return nil }
        if (word ^ wanted) & ~slotMask == 0 {
          let slot = slot(in: word)
          if entries[slot].key.isSame(as: key) { return slot }
        }
        position = following(position)
      }
    }
  }

  /// The entry in a slot that is in use.
  @inlinable
  package func key(at slot: Int) -> Key {
    withExtendedLifetime(storage) { entries[slot].key }
  }

  @inlinable
  package func value(at slot: Int) -> Value {
    withExtendedLifetime(storage) { entries[slot].value }
  }

  // MARK: Changing

  /// Lets `body` change the value in a slot that is in use.
  @inlinable
  package mutating func update<Result>(
    at slot: Int, _ body: (inout Value) -> Result
  ) -> Result {
    makeUnique()
    defer { keepAlive() }
    return body(&entries[slot].value)
  }

  /// Adds a key that is not in the table and returns its slot.
  ///
  /// - Precondition: `count < limit`.
  /// - Complexity: O(1) amortised.
  @inlinable
  package mutating func insert(_ key: Key, _ value: Value, hash: UInt64) -> Int {
    precondition(count < limit, "the table is full with \(limit) entries")
    makeUnique()
    defer { keepAlive() }
    let slot: Int
    if firstFree >= 0 {
      slot = Int(firstFree)
      firstFree = UnsafeRawPointer(entries + slot).loadUnaligned(as: Int32.self)
      freeCount -= 1
    } else {
      if usedSlotCount == storage.slotCapacity { grow() }
      slot = usedSlotCount
      usedSlotCount += 1
    }
    (entries + slot).initialize(to: Entry(key: key, value: value))
    link(slot, hash: hash)
    return slot
  }

  /// Takes the entry out of a slot and frees the slot.
  @inlinable
  @discardableResult
  package mutating func remove(at slot: Int) -> Entry {
    makeUnique()
    defer { keepAlive() }
    unlink(slot)
    let entry = (entries + slot).move()
    UnsafeMutableRawPointer(entries + slot).storeBytes(of: firstFree, as: Int32.self)
    firstFree = Int32(truncatingIfNeeded: slot)
    freeCount += 1
    return entry
  }

  /// Puts another key into a slot that is in use and returns the entry that had it.
  @inlinable
  @discardableResult
  package mutating func replace(
    at slot: Int, with key: Key, _ value: Value, hash: UInt64
  ) -> Entry {
    makeUnique()
    defer { keepAlive() }
    unlink(slot)
    let old = (entries + slot).move()
    (entries + slot).initialize(to: Entry(key: key, value: value))
    link(slot, hash: hash)
    return old
  }

  /// Empties the table; its memory stays.
  ///
  /// - Complexity: O(*n*) in the size the table has grown to.
  @inlinable
  package mutating func removeAll() {
    if isKnownUniquelyReferenced(&storage) {
      storage.clear()
    } else {
      adopt(Storage(slotCapacity: min(limit, 16), slotMask: slotMask))
    }
    firstFree = -1
    freeCount = 0
    usedSlotCount = 0
  }
}

extension SlotTable: @unchecked Sendable where Key: Sendable, Value: Sendable {}
