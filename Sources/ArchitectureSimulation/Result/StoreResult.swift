/// What became of the records of a store in the memory of a service.
public struct StoreResult: Hashable, Sendable {
  public var name: String
  public var inserted: UInt64

  /// Records that were looked for and were there, and that were not.
  public var found: UInt64
  public var absent: UInt64
  public var removed: UInt64

  /// Records that are there at the end, in each process or instance that has such a store to itself.
  public var entriesAtEnd: [Int]

  /// Of the numbers given by those that are there at the end, how many somebody else has given as well.
  public var collisions: Int

  public init(
    name: String, inserted: UInt64, found: UInt64, absent: UInt64, removed: UInt64,
    entriesAtEnd: [Int], collisions: Int
  ) {
    self.name = name
    self.inserted = inserted
    self.found = found
    self.absent = absent
    self.removed = removed
    self.entriesAtEnd = entriesAtEnd
    self.collisions = collisions
  }
}
