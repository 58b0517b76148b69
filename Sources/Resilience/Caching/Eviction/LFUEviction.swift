/// Evicts the entry with the fewest uses since it came in, among equals the one whose last use is
/// longest ago: LFU, exact and in constant time.
///
/// ```
/// groups   1 use ⇄ 2 uses ⇄ 7 uses ⇄ …      one for each number of uses that occurs
///            │        │        │
/// entries  [latest … earliest]              who is used moves on to the next group
/// ```
///
/// A new entry has one use. Counts never age: what was popular once stays long after it is not.
///
/// 12 bytes an entry, and 24 for each number of uses that occurs; *h* hits make at most √(2*h*) of
/// those.
///
/// - SeeAlso: Shah, Mitra and Matani, *An O(1) algorithm for implementing the LFU cache eviction
///   scheme*, 2010.
@frozen
public struct LFUEviction: DrawFreeEviction {
  @frozen
  @usableFromInline
  struct Node: BitwiseCopyable, Sendable {
    @usableFromInline var group: Int32
    @usableFromInline var previous: Int32 = -1
    @usableFromInline var next: Int32 = -1

    @inlinable
    init(group: Int32) { self.group = group }
  }

  @frozen
  @usableFromInline
  struct Group: BitwiseCopyable, Sendable {
    @usableFromInline var uses: UInt64
    @usableFromInline var first: Int32 = -1
    @usableFromInline var last: Int32 = -1
    @usableFromInline var fewer: Int32
    @usableFromInline var more: Int32

    @inlinable
    init(uses: UInt64, fewer: Int32, more: Int32) {
      self.uses = uses
      self.fewer = fewer
      self.more = more
    }
  }

  @usableFromInline var nodes = SlotColumn<Node>(slotLimit: 0, blank: Node(group: -1))
  @usableFromInline var groups: ContiguousArray<Group> = []
  @usableFromInline var firstFree: Int32 = -1

  /// The group with the fewest uses; -1 if the cache is empty.
  @usableFromInline var fewest: Int32 = -1

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) {
    nodes.removeAll(slotLimit: capacity)
    groups.removeAll(keepingCapacity: true)
    firstFree = -1
    fewest = -1
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    if fewest < 0 || groups[Int(fewest)].uses > 1 { addGroup(uses: 1, after: -1) }
    push(slot, to: fewest)
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    let node = nodes[slot]
    let group = node.group
    let (uses, more) = (groups[Int(group)].uses, groups[Int(group)].more)
    if more < 0 || groups[Int(more)].uses > uses + 1 {
      // Popular entries are often alone with their number of uses: the group goes along.
      if node.previous < 0, node.next < 0 {
        groups[Int(group)].uses = uses + 1
        return
      }
      addGroup(uses: uses + 1, after: group)
    }
    let destination = groups[Int(group)].more
    remove(slot)
    push(slot, to: destination)
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    let node = nodes[slot]
    let group = Int(node.group)
    if node.previous >= 0 {
      nodes[Int(node.previous)].next = node.next
    } else {
      groups[group].first = node.next
    }
    if node.next >= 0 {
      nodes[Int(node.next)].previous = node.previous
    } else {
      groups[group].last = node.previous
    }
    if groups[group].first < 0 { dropGroup(node.group) }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    precondition(fewest >= 0, "nothing to evict: the cache is empty")
    let slot = Int(groups[Int(fewest)].last)
    remove(slot)
    return slot
  }

  @inlinable
  public var bytes: Int { nodes.bytes + groups.capacity * MemoryLayout<Group>.stride }

  /// Puts an entry that stands nowhere before all others of a group.
  @inlinable
  mutating func push(_ slot: Int, to group: Int32) {
    var node = Node(group: group)
    node.next = groups[Int(group)].first
    nodes.set(slot, to: node)
    let number = Int32(truncatingIfNeeded: slot)
    if node.next >= 0 {
      nodes[Int(node.next)].previous = number
    } else {
      groups[Int(group)].last = number
    }
    groups[Int(group)].first = number
  }

  /// Makes an empty group; -1 stands for the beginning.
  @inlinable
  mutating func addGroup(uses: UInt64, after fewer: Int32) {
    let more = fewer < 0 ? fewest : groups[Int(fewer)].more
    let group = Group(uses: uses, fewer: fewer, more: more)
    let index: Int32
    if firstFree >= 0 {
      index = firstFree
      firstFree = groups[Int(index)].more
      groups[Int(index)] = group
    } else {
      index = Int32(truncatingIfNeeded: groups.count)
      groups.append(group)
    }
    if fewer < 0 { fewest = index } else { groups[Int(fewer)].more = index }
    if more >= 0 { groups[Int(more)].fewer = index }
  }

  @inlinable
  mutating func dropGroup(_ index: Int32) {
    let (fewer, more) = (groups[Int(index)].fewer, groups[Int(index)].more)
    if fewer < 0 { fewest = more } else { groups[Int(fewer)].more = more }
    if more >= 0 { groups[Int(more)].fewer = fewer }
    groups[Int(index)].more = firstFree
    firstFree = index
  }
}
