/// Doubly linked lists of slot numbers, linked through one array of 8 bytes a slot.
///
/// A slot stands in at most one list at a time. Each list is a ring through a sentinel that stands
/// at the start of the array, so that no operation has a special case for the ends.
@frozen
@usableFromInline
package struct SlotLists: Sendable {
  @frozen
  @usableFromInline
  struct Link: BitwiseCopyable, Sendable {
    @usableFromInline var previous: Int32
    @usableFromInline var next: Int32

    @inlinable
    init(previous: Int32, next: Int32) {
      self.previous = previous
      self.next = next
    }
  }

  /// The sentinels, then one link for each slot.
  @usableFromInline var links: ContiguousArray<Link>
  @usableFromInline let listCount: Int
  @usableFromInline var slotLimit: Int

  /// Makes `listCount` empty lists for slots in `0..<slotLimit`.
  @inlinable
  package init(listCount: Int = 1, slotLimit: Int) {
    self.listCount = listCount
    self.slotLimit = slotLimit
    links = []
    makeSentinels()
  }

  /// The first slot of a list.
  @inlinable
  package func front(of list: Int = 0) -> Int? {
    let node = Int(links[list].next)
    return node == list ? nil : node - listCount
  }

  /// The last slot of a list.
  @inlinable
  package func back(of list: Int = 0) -> Int? {
    let node = Int(links[list].previous)
    return node == list ? nil : node - listCount
  }

  /// Calls `body` with the slots of a list, first to last.
  ///
  /// - Complexity: O(*n*)
  @inlinable
  @inline(__always)
  package func forEachSlot(of list: Int = 0, _ body: (Int) -> Void) {
    var node = Int(links[list].next)
    while node != list {
      body(node &- listCount)
      node = Int(links[node].next)
    }
  }

  /// The slots of a list, first to last.
  ///
  /// - Complexity: O(*n*)
  package func slots(of list: Int = 0) -> [Int] {
    var slots: [Int] = []
    forEachSlot(of: list) { slots.append($0) }
    return slots
  }

  /// The slot before `slot` in its list; `nil` for the first.
  @inlinable
  package func slot(before slot: Int) -> Int? {
    let node = Int(links[slot &+ listCount].previous)
    return node < listCount ? nil : node - listCount
  }

  /// The bytes that the links take.
  @inlinable
  package var bytes: Int { links.capacity * MemoryLayout<Link>.stride }

  /// Puts a slot that stands in no list before all others of a list.
  @inlinable
  package mutating func pushFront(_ slot: Int, to list: Int = 0) {
    let node = slot &+ listCount
    if node >= links.count { makeRoom(for: node) }
    links.withUnsafeMutableBufferPointer { Self.link(node, afterSentinel: list, in: $0) }
  }

  /// Takes a slot out of the list it stands in.
  @inlinable
  package mutating func remove(_ slot: Int) {
    let node = slot &+ listCount
    links.withUnsafeMutableBufferPointer { Self.unlink(node, in: $0) }
  }

  /// Moves a slot from wherever it stands to the front of a list.
  @inlinable
  package mutating func moveToFront(_ slot: Int, of list: Int = 0) {
    let node = slot &+ listCount
    // A popular slot is often in front already; reading that costs less than relinking it.
    if Int(links[list].next) == node { return }
    links.withUnsafeMutableBufferPointer {
      Self.unlink(node, in: $0)
      Self.link(node, afterSentinel: list, in: $0)
    }
  }

  /// Empties all lists, now for slots in `0..<slotLimit`; the memory stays.
  @inlinable
  package mutating func removeAll(slotLimit: Int) {
    self.slotLimit = slotLimit
    links.removeAll(keepingCapacity: true)
    makeSentinels()
  }

  @inlinable
  mutating func makeSentinels() {
    for list in 0..<listCount {
      links.append(
        Link(previous: Int32(truncatingIfNeeded: list), next: Int32(truncatingIfNeeded: list)))
    }
  }

  /// Grows by doubling, but never beyond what the limit needs.
  @inlinable
  @inline(never)
  mutating func makeRoom(for node: Int) {
    precondition(node - listCount < slotLimit, "slot \(node - listCount) is beyond \(slotLimit)")
    if node >= links.capacity {
      links.reserveCapacity(min(max(32, 2 * node), slotLimit + listCount))
    }
    while links.count <= node { links.append(Link(previous: 0, next: 0)) }
  }

  @inlinable
  static func link(
    _ node: Int, afterSentinel list: Int, in links: UnsafeMutableBufferPointer<Link>
  ) {
    let first = links[list].next
    links[node] = Link(previous: Int32(truncatingIfNeeded: list), next: first)
    links[Int(first)].previous = Int32(truncatingIfNeeded: node)
    links[list].next = Int32(truncatingIfNeeded: node)
  }

  @inlinable
  static func unlink(_ node: Int, in links: UnsafeMutableBufferPointer<Link>) {
    let link = links[node]
    links[Int(link.previous)].next = link.next
    links[Int(link.next)].previous = link.previous
  }
}
