public import TimeBase

extension CacheStore {
  /// Removes expired entries among the next ones of the index that can expire at all: a step of an
  /// ``ActiveExpiry``. Successive calls go round the cache; a step looks at 20 places of the index
  /// for each entry that it may look at, at most, as Redis's `activeExpireCycle` does.
  ///
  /// - Parameter sampleLimit: how many entries that can expire are looked at, at most.
  /// - Returns: how many were looked at, and how many of them had expired and are gone.
  /// - Complexity: O(*sampleLimit*).
  @inlinable
  public mutating func expireSome(
    _ sampleLimit: Int, at now: Instant
  ) -> (sampled: Int, expired: Int) {
    var (sampled, expired) = (0, 0)
    var places = min(table.indexCount, 20 * max(0, sampleLimit))
    while sampled < sampleLimit, places > 0 {
      places -= 1
      if cursor >= table.indexCount { cursor = 0 }
      guard let slot = table.slot(atIndex: cursor), table.value(at: slot).deadline < .distantFuture
      else {
        cursor += 1
        continue
      }
      sampled += 1
      if now < table.value(at: slot).deadline {
        cursor += 1
      } else {
        // Another entry may have closed the gap: the cursor stays.
        expire(slot)
        expired += 1
      }
    }
    return (sampled, expired)
  }

  /// Removes an entry whose time is up.
  @inlinable
  mutating func expire(_ slot: Int) {
    eviction.remove(slot)
    table.remove(at: slot)
    counts.expirations += 1
  }

  /// Gives the key in `slot` another value. An entry that has expired leaves first: its key comes
  /// back as a new one.
  @inlinable
  mutating func overwrite(
    _ slot: Int, with entry: Entry, hash: UInt64, at now: Instant, _ draw: () -> UInt64
  ) {
    if now < table.value(at: slot).deadline {
      eviction.touch(slot, hash: hash, draw: draw)
    } else {
      eviction.remove(slot)
      eviction.insert(slot, hash: hash)
      counts.expirations += 1
    }
    table.update(at: slot) { $0 = entry }
    if idleLimit != .forever { limit(slot, entry.deadline, at: now) }
  }

  /// Apart from the store, so that the table can be read while the policy changes.
  @inlinable
  static func chooseVictim(
    _ eviction: inout Eviction, for hash: UInt64, in table: SlotTable<Key, Entry>,
    _ draw: () -> UInt64
  ) -> Int {
    eviction.evict(for: hash, hashOf: { table.key(at: $0).stableHash }, draw: draw)
  }

  /// Begins the idle time of an entry that was set.
  @inlinable
  mutating func limit(_ slot: Int, _ deadline: Instant, at now: Instant) {
    finalDeadlines.set(slot, to: deadline)
    prolong(slot, at: now)
  }

  /// Begins the idle time of an entry anew.
  @inlinable
  mutating func prolong(_ slot: Int, at now: Instant) {
    let deadline = min(finalDeadlines[slot], expiry.deadline(of: now + idleLimit))
    table.update(at: slot) { $0.deadline = deadline }
  }
}
