/// One small value for each slot, kept in one array that grows with use and never beyond what the
/// limit needs.
@frozen
@usableFromInline
package struct SlotColumn<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var elements: ContiguousArray<Element> = []
  @usableFromInline let blank: Element
  @usableFromInline var slotLimit: Int

  /// Makes a column in which every slot in `0..<slotLimit` has the value `blank`.
  @inlinable
  package init(slotLimit: Int, blank: Element) {
    self.slotLimit = slotLimit
    self.blank = blank
  }

  /// The value of a slot that has been set since the column was made or emptied.
  @inlinable
  package subscript(slot: Int) -> Element {
    get { elements[slot] }
    set { elements[slot] = newValue }
  }

  /// Gives a slot a value, whether or not it had one.
  @inlinable
  package mutating func set(_ slot: Int, to element: Element) {
    if slot >= elements.count { makeRoom(for: slot) }
    elements[slot] = element
  }

  /// Forgets all values, now for slots in `0..<slotLimit`; the memory stays.
  @inlinable
  package mutating func removeAll(slotLimit: Int) {
    self.slotLimit = slotLimit
    elements.removeAll(keepingCapacity: true)
  }

  /// The bytes that the column takes.
  @inlinable
  package var bytes: Int { elements.capacity * MemoryLayout<Element>.stride }

  /// Grows by doubling, but never beyond what the limit needs.
  @inlinable
  @inline(never)
  mutating func makeRoom(for slot: Int) {
    precondition(slot < slotLimit, "slot \(slot) is beyond \(slotLimit)")
    if slot >= elements.capacity {
      elements.reserveCapacity(min(max(32, 2 * slot), slotLimit))
    }
    while elements.count <= slot { elements.append(blank) }
  }
}
