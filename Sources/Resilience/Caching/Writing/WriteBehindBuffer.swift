public import TimeBase

/// Writes that wait for the database, oldest first; a key that is written again while it waits is
/// written once, with its last value.
///
/// A batch is due when the oldest write has waited for ``delay``, at equality too, or as soon as
/// there are enough for a full batch. What waits when its process dies is lost: ``removeAll()``
/// says how much.
///
/// Every operation takes constant time for each key.
@frozen
public struct WriteBehindBuffer<Key: StableKey, Value> {
  @frozen
  @usableFromInline
  struct Pending {
    @usableFromInline var value: Value
    @usableFromInline let since: Instant

    @inlinable
    init(value: Value, since: Instant) {
      self.value = value
      self.since = since
    }
  }

  /// How long a write waits, at most, for others to join it.
  public let delay: TimeSpan

  /// The most keys that one batch writes.
  public let batchLimit: Int

  /// The writes that another of the same key has replaced while they waited.
  public private(set) var coalesced: Int64 = 0

  @usableFromInline var table: SlotTable<Key, Pending>
  @usableFromInline var order: SlotLists

  /// - Precondition: the delay is not negative, the batch is at least 1, and the capacity in
  ///   `1...(1 << 30)`.
  public init(delay: TimeSpan, batchLimit: Int, capacity: Int = 1 << 30) {
    precondition(delay >= .zero, "a delay of \(delay) is negative")
    precondition(batchLimit >= 1, "a batch writes at least 1 key, not \(batchLimit)")
    precondition(capacity >= 1, "the capacity must be at least 1, and is \(capacity)")
    self.delay = delay
    self.batchLimit = batchLimit
    table = SlotTable(limit: capacity)
    order = SlotLists(slotLimit: capacity)
  }

  /// How many keys wait.
  public var count: Int { table.count }

  /// When the next batch is due; `nil` if nothing waits.
  public var nextBatch: Instant? {
    guard let oldest = order.back() else { return nil }
    let since = table.value(at: oldest).since
    return count >= batchLimit ? since : since + delay
  }

  /// Lets a write wait.
  ///
  /// - Returns: `false` if the buffer is full of other keys: the write goes to the database itself.
  public mutating func append(_ key: Key, _ value: Value, at now: Instant) -> Bool {
    let hash = key.stableHash
    if let slot = table.slot(of: key, hash: hash) {
      table.update(at: slot) { $0.value = value }
      coalesced += 1
      return true
    }
    guard table.count < table.limit else { return false }
    order.pushFront(table.insert(key, Pending(value: value, since: now), hash: hash))
    return true
  }

  /// Takes the writes of a batch out if one is due, oldest first; none if not.
  public mutating func takeBatch(at now: Instant) -> [(key: Key, value: Value)] {
    guard let nextBatch, nextBatch <= now else { return [] }
    var batch: [(key: Key, value: Value)] = []
    while batch.count < batchLimit, let slot = order.back() {
      order.remove(slot)
      let entry = table.remove(at: slot)
      batch.append((entry.key, entry.value.value))
    }
    return batch
  }

  /// Loses everything that waits, as a crash does.
  ///
  /// - Returns: how many keys that were.
  public mutating func removeAll() -> Int {
    let lost = table.count
    table.removeAll()
    order.removeAll(slotLimit: table.limit)
    return lost
  }
}

extension WriteBehindBuffer.Pending: Sendable where Value: Sendable {}
extension WriteBehindBuffer: Sendable where Key: Sendable, Value: Sendable {}
