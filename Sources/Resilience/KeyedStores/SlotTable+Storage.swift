extension SlotTable {
  /// The memory of a table. It never changes its size; a table that grows takes a larger one.
  @usableFromInline
  final class Storage {
    @usableFromInline let words: UnsafeMutablePointer<UInt32>
    @usableFromInline let entries: UnsafeMutablePointer<Entry>

    /// Three for two slots.
    @usableFromInline let wordCount: Int
    @usableFromInline let slotCapacity: Int

    @usableFromInline let slotMask: UInt32

    @inlinable
    init(slotCapacity: Int, slotMask: UInt32) {
      self.slotMask = slotMask
      self.slotCapacity = slotCapacity
      wordCount = max(8, slotCapacity + slotCapacity / 2)
      words = .allocate(capacity: wordCount)
      words.initialize(repeating: 0, count: wordCount)
      entries = .allocate(capacity: slotCapacity)
    }

    /// Ends the life of all entries; the words say which slots are in use.
    @inlinable
    func clear() {
      for position in 0..<wordCount where words[position] != 0 {
        (entries + Int(words[position] & slotMask) - 1).deinitialize(count: 1)
      }
      words.update(repeating: 0, count: wordCount)
    }

    @inlinable
    deinit {
      clear()
      words.deallocate()
      entries.deallocate()
    }
  }

  @inlinable
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { copyStorage() }
  }

  /// Keeps the memory in existence until here: the compiler cannot know that the pointers need it.
  @inlinable
  func keepAlive() { withExtendedLifetime(storage) {} }

  @inlinable
  mutating func adopt(_ storage: Storage) {
    self.storage = storage
    words = storage.words
    entries = storage.entries
    wordCount = storage.wordCount
  }

  @inlinable
  @inline(never)
  mutating func copyStorage() {
    let copy = Storage(slotCapacity: storage.slotCapacity, slotMask: slotMask)
    for position in 0..<storage.wordCount where words[position] != 0 {
      let slot = slot(in: words[position])
      (copy.entries + slot).initialize(to: entries[slot])
    }
    var free = firstFree
    while free >= 0 {
      let next = UnsafeRawPointer(entries + Int(free)).loadUnaligned(as: Int32.self)
      UnsafeMutableRawPointer(copy.entries + Int(free)).storeBytes(of: next, as: Int32.self)
      free = next
    }
    copy.words.update(from: words, count: storage.wordCount)
    adopt(copy)
  }

  /// The bytes of index that the table has allocated; keys and values are not counted.
  @inlinable
  package var indexBytes: Int { wordCount * MemoryLayout<UInt32>.stride }

  /// Doubles the slots, up to the limit. Called with every slot in use and the storage unshared.
  @inlinable
  @inline(never)
  mutating func grow() {
    let larger = Storage(slotCapacity: min(limit, storage.slotCapacity * 2), slotMask: slotMask)
    larger.entries.moveInitialize(from: entries, count: usedSlotCount)
    // The entries live in the larger storage now: the old one must not end them.
    words.update(repeating: 0, count: storage.wordCount)
    adopt(larger)
    for slot in 0..<usedSlotCount { link(slot, hash: entries[slot].key.stableHash) }
  }
}
