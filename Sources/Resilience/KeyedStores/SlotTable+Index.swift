extension SlotTable {
  /// How many places the index has; the table may have been given other places when it has grown.
  @inlinable
  package var indexCount: Int { wordCount }

  /// The slot that a place of the index refers to.
  @inlinable
  package func slot(atIndex position: Int) -> Int? {
    withExtendedLifetime(storage) {
      words[position] == 0 ? nil : slot(in: words[position])
    }
  }

  /// The bytes of one entry in memory, padding included.
  @inlinable
  package var entryStride: Int { MemoryLayout<Entry>.stride }

  /// What the index keeps of an entry: its slot plus one, so that no word in use is zero, and a
  /// part of its hash.
  @inlinable
  func word(hash: UInt64, slot: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: hash) & ~slotMask | UInt32(truncatingIfNeeded: slot &+ 1)
  }

  @inlinable
  func slot(in word: UInt32) -> Int { Int(word & slotMask) &- 1 }

  /// Where the search for an entry begins.
  @inlinable
  func home(hash: UInt64) -> Int {
    // The upper half of the hash, read as a fraction of the words.
    Int(truncatingIfNeeded: ((hash &>> 32) &* UInt64(truncatingIfNeeded: wordCount)) &>> 32)
  }

  /// The place after a place; the first follows the last.
  @inlinable
  func following(_ position: Int) -> Int {
    let next = position &+ 1
    return next == wordCount ? 0 : next
  }

  /// How many places one has to go on from `home` to reach `position`.
  @inlinable
  func distance(from home: Int, to position: Int) -> Int {
    position >= home ? position &- home : position &- home &+ wordCount
  }

  /// Puts a slot into the first free place at or after its home.
  @inlinable
  func link(_ slot: Int, hash: UInt64) {
    var position = home(hash: hash)
    while words[position] != 0 { position = following(position) }
    words[position] = word(hash: hash, slot: slot)
  }

  /// Takes a slot out of the index and closes the gap, so that every other can still be reached
  /// from its home without crossing a free place (Knuth, TAOCP 3, 6.4, algorithm R).
  @inlinable
  func unlink(_ slot: Int) {
    let hash = entries[slot].key.stableHash
    let word = word(hash: hash, slot: slot)
    var gap = home(hash: hash)
    while words[gap] != word { gap = following(gap) }
    var position = gap
    while true {
      position = following(position)
      let follower = words[position]
      guard follower != 0 else { break }
      let home = home(hash: entries[self.slot(in: follower)].key.stableHash)
      // The follower may move into the gap unless its home lies between the gap and itself.
      if distance(from: home, to: position) >= distance(from: gap, to: position) {
        words[gap] = follower
        gap = position
      }
    }
    words[gap] = 0
  }
}
