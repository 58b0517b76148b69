/// A waiting line, bounded or not: first in, first out, and anybody may leave from the middle.
///
/// Entering, serving and leaving each take constant time. The entries stand in one piece of memory
/// that is used again, linked both ways by 32-bit numbers: eight bytes of bookkeeping each, and as
/// much memory as the line was ever long.
@frozen
public struct FIFOQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  @frozen
  @usableFromInline
  struct Node: BitwiseCopyable, Sendable {
    @usableFromInline var element: Element

    /// The entry behind this one; of a vacant node, the next vacant one.
    @usableFromInline var next: UInt32

    /// The entry before this one, or ``FIFOQueue/vacant``.
    @usableFromInline var previous: UInt32

    @inlinable
    init(_ element: Element, after previous: UInt32) {
      self.element = element
      self.next = FIFOQueue.none
      self.previous = previous
    }
  }

  @usableFromInline var nodes: ContiguousArray<Node> = []
  @usableFromInline var head = FIFOQueue.none
  @usableFromInline var tail = FIFOQueue.none

  /// The first of the vacant nodes.
  @usableFromInline var spare = FIFOQueue.none
  @usableFromInline var length = 0
  @usableFromInline let limit: Int

  @inlinable
  static var none: UInt32 { .max }

  /// Marks a node that nobody stands on.
  @inlinable
  static var vacant: UInt32 { .max - 1 }

  /// Creates an empty line with room for `capacity` entries, or for any number if it is `nil`.
  ///
  /// - Precondition: `capacity` is not negative.
  @inlinable
  public init(capacity: Int? = nil) {
    precondition(capacity ?? 0 >= 0, "a waiting line cannot have \(capacity ?? 0) places")
    limit = capacity ?? .max
  }

  /// How many wait.
  @inlinable
  public var count: Int { length }

  /// How many may wait; `nil` is any number.
  @inlinable
  public var capacity: Int? { limit == .max ? nil : limit }

  @inlinable
  public var isEmpty: Bool { length == 0 }

  @inlinable
  public var hasRoom: Bool { length < limit }

  /// Who is served next.
  @inlinable
  public var first: Element? { head == Self.none ? nil : nodes[Int(head)].element }

  /// Adds `element` at the end; `nil` if there is no room.
  @inlinable
  public mutating func enqueue(_ element: Element) -> QueueTicket? {
    guard hasRoom else { return nil }
    let index = takeNode(for: element)
    if tail == Self.none {
      head = index
    } else {
      nodes[Int(tail)].next = index
    }
    tail = index
    length &+= 1
    return QueueTicket(index: index)
  }

  /// Takes the entry that has waited longest.
  @inlinable
  public mutating func dequeue() -> Element? {
    let index = head
    guard index != Self.none else { return nil }
    let (element, next) = nodes.withUnsafeMutableBufferPointer { nodes in
      let node = nodes[Int(index)]
      nodes[Int(index)].next = spare
      nodes[Int(index)].previous = Self.vacant
      if node.next != Self.none { nodes[Int(node.next)].previous = Self.none }
      return (node.element, node.next)
    }
    spare = index
    head = next
    if next == Self.none { tail = Self.none }
    length &-= 1
    return element
  }

  /// Takes an entry out of the line, wherever it stands.
  ///
  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  @discardableResult
  public mutating func remove(_ ticket: QueueTicket) -> Element {
    let index = ticket.index
    precondition(
      Int(index) < nodes.count && nodes[Int(index)].previous != Self.vacant,
      "the owner of ticket \(index) is not waiting")
    let node = nodes.withUnsafeMutableBufferPointer { nodes in
      let node = nodes[Int(index)]
      if node.previous != Self.none { nodes[Int(node.previous)].next = node.next }
      if node.next != Self.none { nodes[Int(node.next)].previous = node.previous }
      nodes[Int(index)].next = spare
      nodes[Int(index)].previous = Self.vacant
      return node
    }
    if node.previous == Self.none { head = node.next }
    if node.next == Self.none { tail = node.previous }
    spare = index
    length &-= 1
    return node.element
  }

  /// Empties the line and keeps its memory.
  @inlinable
  public mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    (head, tail, spare) = (Self.none, Self.none, Self.none)
    length = 0
  }

  /// Puts `element` on a vacant node at the end of the line.
  @inlinable
  mutating func takeNode(for element: Element) -> UInt32 {
    let node = Node(element, after: tail)
    let index = spare
    guard index != Self.none else {
      precondition(nodes.count < Int(Self.vacant), "more than \(nodes.count) wait in one line")
      nodes.append(node)
      return UInt32(truncatingIfNeeded: nodes.count &- 1)
    }
    spare = nodes[Int(index)].next
    nodes[Int(index)] = node
    return index
  }
}

extension FIFOQueue {
  /// How many places there are in memory: as many as ever waited at once.
  package var placeCount: Int { nodes.count }

  /// The entries in the order in which they will be served.
  ///
  /// - Complexity: O(*n*), and allocates; meant for tests and dumps.
  @inlinable
  public var elements: [Element] {
    var result: [Element] = []
    result.reserveCapacity(length)
    var index = head
    while index != Self.none {
      result.append(nodes[Int(index)].element)
      index = nodes[Int(index)].next
    }
    return result
  }
}
