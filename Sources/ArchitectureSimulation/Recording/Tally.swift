/// Counts of a few different things, most frequent ones found first.
struct Tally {
  struct Entry: Hashable, Sendable {
    var key: UInt32
    var count: UInt64
  }

  private(set) var entries: [Entry] = []

  /// - Complexity: O(*n*), where *n* is the number of different keys so far; a handful.
  mutating func count(_ key: UInt32) {
    for index in entries.indices where entries[index].key == key {
      entries[index].count &+= 1
      return
    }
    entries.append(Entry(key: key, count: 1))
  }

  func count(of key: UInt32) -> UInt64 {
    entries.first { $0.key == key }?.count ?? 0
  }

  mutating func add(_ other: Tally, scale: (UInt64, UInt64) -> UInt64) {
    for entry in other.entries {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[index].count = scale(entries[index].count, entry.count)
      } else {
        entries.append(Entry(key: entry.key, count: scale(0, entry.count)))
      }
    }
  }

  /// What has been counted since `earlier`.
  func since(_ earlier: Tally) -> Tally {
    var result = self
    result.add(earlier, scale: { $0 &- $1 })
    result.entries.removeAll { $0.count == 0 }
    return result
  }

  func adding(_ other: Tally) -> Tally {
    var result = self
    result.add(other, scale: { $0 &+ $1 })
    return result
  }
}
