/// Plain elements at numbered places, reached through tokens that go stale when their element is
/// removed, although the place is used again (until a place has been used 2^32 times).
///
/// Nothing is allocated once the slab has been as full before.
@frozen
@usableFromInline
package struct TokenSlab<Element> {
  @frozen
  @usableFromInline
  struct Place {
    @usableFromInline var generation: UInt32

    /// While the place is free: the next free one, or -1. While it is in use: -2.
    @usableFromInline var nextFree: Int32
    @usableFromInline var element: Element

    @inlinable
    init(element: Element) {
      generation = 0
      nextFree = -2
      self.element = element
    }
  }

  @usableFromInline var places: ContiguousArray<Place> = []
  @usableFromInline var firstFree: Int32 = -1

  /// The most elements the slab holds.
  @usableFromInline package let limit: Int

  /// How many elements it holds.
  @usableFromInline package private(set) var count = 0

  /// - Precondition: `limit` is not negative and has at most 31 bits.
  @inlinable
  package init(limit: Int) {
    precondition((0...Int(Int32.max)).contains(limit), "a slab cannot hold \(limit) elements")
    self.limit = limit
  }

  @inlinable
  package var isFull: Bool { count == limit }

  /// Adds an element.
  ///
  /// - Precondition: the slab is not full.
  @inlinable
  package mutating func insert(_ element: Element) -> SlabToken {
    precondition(count < limit, "the slab is full with \(limit) elements")
    count += 1
    guard firstFree >= 0 else {
      places.append(Place(element: element))
      return SlabToken(index: Int32(truncatingIfNeeded: places.count - 1), generation: 0)
    }
    let index = firstFree
    firstFree = places[Int(index)].nextFree
    places[Int(index)].nextFree = -2
    places[Int(index)].element = element
    return SlabToken(index: index, generation: places[Int(index)].generation)
  }

  /// Whether the element that `token` names is still here.
  @inlinable
  package func contains(_ token: SlabToken) -> Bool {
    let index = Int(token.index)
    return places.indices.contains(index) && places[index].generation == token.generation
      && places[index].nextFree == -2
  }

  /// Whether there is an element at an index.
  @inlinable
  package func hasElement(at index: Int32) -> Bool {
    places.indices.contains(Int(index)) && places[Int(index)].nextFree == -2
  }

  /// The indices in use, in ascending order.
  ///
  /// - Complexity: O(*n*) in the places that were ever used at once, and allocates.
  @inlinable
  package var indices: [Int32] {
    places.indices.lazy.map { Int32(truncatingIfNeeded: $0) }.filter { hasElement(at: $0) }
  }

  /// The token of the element at an index in use.
  @inlinable
  package func token(at index: Int32) -> SlabToken {
    SlabToken(index: index, generation: places[Int(index)].generation)
  }

  /// The element at an index in use.
  @inlinable
  package subscript(index: Int32) -> Element {
    get { places[Int(index)].element }
    set { places[Int(index)].element = newValue }
  }

  /// Removes the element at an index in use and returns it. All tokens of it are stale from now on.
  @inlinable
  @discardableResult
  package mutating func remove(at index: Int32) -> Element {
    places[Int(index)].generation &+= 1
    places[Int(index)].nextFree = firstFree
    firstFree = index
    count -= 1
    return places[Int(index)].element
  }
}

extension TokenSlab.Place: Sendable where Element: Sendable {}
extension TokenSlab: Sendable where Element: Sendable {}
