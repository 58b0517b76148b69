/// An eviction policy chosen while the program runs, such as by a model file.
///
/// One branch an operation, always predicted, instead of an existential. The policies that were not
/// chosen stay empty.
@frozen
public struct SelectedEviction: EvictionPolicy {
  public let kind: EvictionKind

  @usableFromInline var lru = LRUEviction()
  @usableFromInline var fifo = FIFOEviction()
  @usableFromInline var random = RandomEviction()

  @inlinable
  public init(_ kind: EvictionKind) { self.kind = kind }

  @inlinable
  public mutating func reset(capacity: Int) {
    switch kind {
    case .lru: lru.reset(capacity: capacity)
    case .fifo: fifo.reset(capacity: capacity)
    case .random: random.reset(capacity: capacity)
    }
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    switch kind {
    case .lru: lru.insert(slot, hash: hash)
    case .fifo: fifo.insert(slot, hash: hash)
    case .random: random.insert(slot, hash: hash)
    }
  }

  @inlinable
  public mutating func touch(_ slot: Int) {
    switch kind {
    case .lru: lru.touch(slot)
    case .fifo: fifo.touch(slot)
    case .random: random.touch(slot)
    }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    switch kind {
    case .lru: lru.remove(slot)
    case .fifo: fifo.remove(slot)
    case .random: random.remove(slot)
    }
  }

  @inlinable
  public mutating func evict(for hash: UInt64, draw: () -> UInt64) -> Int {
    switch kind {
    case .lru: lru.evict(for: hash, draw: draw)
    case .fifo: fifo.evict(for: hash, draw: draw)
    case .random: random.evict(for: hash, draw: draw)
    }
  }
}
