/// A waiting line for each tenant, served in turn by deficit round robin (Shreedhar and Varghese,
/// "Efficient Fair Queuing Using Deficit Round-Robin", 1995).
///
/// A tenant is known only while somebody waits on its behalf: memory grows with those who wait at
/// once and with nothing else.
///
/// - Complexity: O(1) to enqueue, to remove and, if no entry costs more than the quantum, to dequeue;
///   one pass over the waiting tenants otherwise. Knowing the longest line adds O(log *t*).
@frozen
@usableFromInline
package struct TenantQueue<Element: BitwiseCopyable & Sendable>: Sendable {
  @frozen
  @usableFromInline
  struct Node: BitwiseCopyable, Sendable {
    @usableFromInline var element: Element
    @usableFromInline var cost: UInt32

    /// The slot of the tenant, or ``TenantQueue/none`` while nobody stands here.
    @usableFromInline var tenant: UInt32

    /// The entries of the same tenant before and behind it; of a vacant node, the next vacant one.
    @usableFromInline var previous: UInt32
    @usableFromInline var next: UInt32

    @inlinable
    init(_ element: Element, cost: UInt32, tenant: UInt32, after previous: UInt32) {
      self.element = element
      self.cost = cost
      self.tenant = tenant
      self.previous = previous
      self.next = TenantQueue.none
    }
  }

  @frozen
  @usableFromInline
  struct Tenant: BitwiseCopyable, Sendable {
    @usableFromInline var head: UInt32
    @usableFromInline var tail: UInt32
    @usableFromInline var count = 0

    /// What it may still spend; with its turn comes another quantum.
    @usableFromInline var deficit: Int64 = 0
    @usableFromInline var hasTurn = false

    /// Its place in the round.
    @usableFromInline var seat: QueueTicket

    /// When its line came to be, counted in lines.
    @usableFromInline var order: UInt64

    @inlinable
    init(seat: QueueTicket, order: UInt64) {
      head = TenantQueue.none
      tail = TenantQueue.none
      self.seat = seat
      self.order = order
    }
  }

  @usableFromInline var nodes: ContiguousArray<Node> = []
  @usableFromInline var spare = TenantQueue.none

  /// Made for the first tenant, so that a queue that nobody uses is small.
  @usableFromInline var tenants: SlotTable<UInt64, Tenant>?

  /// The slots of the tenants, whose turn comes next first.
  @usableFromInline var round = FIFOQueue<UInt32>()

  /// The slots of the tenants, the longest line first; kept only if it is asked for.
  @usableFromInline var longest = SlotHeap<QueueRank>()
  @usableFromInline let knowsLongest: Bool
  @usableFromInline let quantum: Int64
  @usableFromInline let buckets: UInt64?
  @usableFromInline var lines: UInt64 = 0
  @usableFromInline package private(set) var count = 0

  @inlinable
  static var none: UInt32 { .max }

  /// - Parameter knowsLongest: Whether ``displaceFromLongest(for:)`` will be asked for.
  @inlinable
  package init(quantum: Int, buckets: Int?, knowsLongest: Bool) {
    self.quantum = Int64(quantum)
    self.buckets = buckets.map { UInt64($0) }
    self.knowsLongest = knowsLongest
  }

  /// How many tenants have somebody in line.
  @inlinable
  package var tenantCount: Int { round.count }

  @inlinable
  package mutating func enqueue(_ element: Element, tenant: UInt64, cost: UInt32) -> QueueTicket {
    let slot = slot(of: tenant) ?? open(tenant)
    let state = self[slot]
    let node = Node(element, cost: cost, tenant: slot, after: state.tail)
    let index = occupy(node)
    if state.tail != Self.none { nodes[Int(state.tail)].next = index }
    change(slot) {
      if $0.tail == Self.none { $0.head = index }
      $0.tail = index
      $0.count &+= 1
    }
    count &+= 1
    rankAnew(slot)
    return QueueTicket(index: index)
  }

  /// - Precondition: The owner of `ticket` is still waiting.
  @inlinable
  package mutating func remove(_ ticket: QueueTicket) -> Element {
    let index = ticket.index
    precondition(
      Int(index) < nodes.count && nodes[Int(index)].tenant != Self.none,
      "the owner of ticket \(index) is not waiting")
    let node = nodes[Int(index)]
    if node.previous != Self.none { nodes[Int(node.previous)].next = node.next }
    if node.next != Self.none { nodes[Int(node.next)].previous = node.previous }
    change(node.tenant) {
      if $0.head == index { $0.head = node.next }
      if $0.tail == index { $0.tail = node.previous }
      $0.count &-= 1
    }
    nodes[Int(index)].tenant = Self.none
    nodes[Int(index)].next = spare
    spare = index
    count &-= 1
    rankAnew(node.tenant)
    if self[node.tenant].count == 0 { close(node.tenant) }
    return node.element
  }

  /// Takes the newest of the longest line out, if that is not the line of `tenant` once one more has
  /// joined it.
  @inlinable
  package mutating func displaceFromLongest(for tenant: UInt64) -> Element? {
    guard let first = longest.first else { return nil }
    let slot = UInt32(truncatingIfNeeded: first)
    let own = self.slot(of: tenant).map { self[$0].count } ?? 0
    let state = self[slot]
    guard state.count > own &+ 1 else { return nil }
    return remove(QueueTicket(index: state.tail))
  }

  @inlinable
  package mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    spare = Self.none
    tenants = nil
    round.removeAll()
    longest.removeAll()
    count = 0
  }
}
