extension CacheStore {
  /// Removes the entries whose keys satisfy a condition; memory and statistics stay.
  ///
  /// ```
  /// cache.removeAll { $0.tenant == tenant }
  /// ```
  ///
  /// - Parameter isDoomed: is asked once for each key, in no order that means anything.
  /// - Returns: how many entries were removed, expired ones included.
  /// - Complexity: O(*n*) in the size the cache has grown to.
  @inlinable
  @discardableResult
  public mutating func removeAll(where isDoomed: (Key) -> Bool) -> Int {
    // A deletion closes gaps of the index, so that the slots are listed first.
    var doomed: [Int] = []
    for position in 0..<table.indexCount {
      guard let slot = table.slot(atIndex: position), isDoomed(table.key(at: slot)) else {
        continue
      }
      doomed.append(slot)
    }
    for slot in doomed {
      eviction.remove(slot)
      table.remove(at: slot)
    }
    return doomed.count
  }
}
