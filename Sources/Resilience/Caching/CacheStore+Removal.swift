extension CacheStore {
  /// Removes the entries of some keys; memory and statistics stay.
  ///
  /// - Parameter isRemoved: Whether a key's entry, expired or not, is removed. Asked once for each.
  /// - Complexity: O(*n*) in the size the cache has grown to.
  @inlinable
  public mutating func removeAll(where isRemoved: (Key) -> Bool) {
    var slots: [Int] = []
    for position in 0..<table.indexCount {
      guard let slot = table.slot(atIndex: position), isRemoved(table.key(at: slot)) else {
        continue
      }
      slots.append(slot)
    }
    for slot in slots {
      eviction.remove(slot)
      table.remove(at: slot)
    }
  }
}
