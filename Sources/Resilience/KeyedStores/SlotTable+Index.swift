extension SlotTable {
  /// What the index keeps of an entry: its slot plus one, so that no word in use is zero, and a part
  /// of its hash.
  @inlinable
  func word(hash: UInt64, slot: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: hash) & ~slotMask | UInt32(truncatingIfNeeded: slot &+ 1)
  }

  @inlinable
  func slot(in word: UInt32) -> Int { Int(word & slotMask) &- 1 }

  /// Where the search for an entry begins.
  @inlinable
  func home(hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> homeShift) }

  /// Puts a slot into the first free place at or after its home.
  @inlinable
  func link(_ slot: Int, hash: UInt64) {
    var position = home(hash: hash)
    while words[position] != 0 { position = (position &+ 1) & wordMask }
    words[position] = word(hash: hash, slot: slot)
  }

  /// Takes a slot out of the index and closes the gap, so that every other can still be reached
  /// from its home without crossing a free place (Knuth, TAOCP 3, 6.4, algorithm R).
  @inlinable
  func unlink(_ slot: Int) {
    let hash = entries[slot].key.stableHash
    let word = word(hash: hash, slot: slot)
    var gap = home(hash: hash)
    while words[gap] != word { gap = (gap &+ 1) & wordMask }
    var position = gap
    while true {
      position = (position &+ 1) & wordMask
      let follower = words[position]
      guard follower != 0 else { break }
      let home = home(hash: entries[self.slot(in: follower)].key.stableHash)
      // The follower may move into the gap unless its home lies between the gap and itself.
      if (position &- home) & wordMask >= (position &- gap) & wordMask {
        words[gap] = follower
        gap = position
      }
    }
    words[gap] = 0
  }
}
