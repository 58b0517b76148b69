extension TenantQueue {
  /// Takes out whose turn it is, for no charge: ``charge(_:)`` follows if it is served.
  ///
  /// Whose turn it is does not change by who is taken out and not charged.
  @inlinable
  package mutating func dequeue() -> (element: Element, charge: Charge)? {
    var passed = 0
    while let slot = round.first {
      if !self[slot].hasTurn {
        change(slot) { [quantum] in
          $0.deficit &+= quantum
          $0.hasTurn = true
        }
      }
      let state = self[slot]
      let cost = nodes[Int(state.head)].cost
      if Int64(cost) <= state.deficit {
        let charge = Charge(tenant: slot, order: state.order, cost: cost)
        return (remove(QueueTicket(index: state.head)), charge)
      }
      endTurn(of: slot)
      passed &+= 1
      if passed == round.count {
        skipRounds()
        passed = 0
      }
    }
    return nil
  }

  /// What is taken out of a tenant's deficit for an entry that is served.
  @frozen
  @usableFromInline
  package struct Charge: BitwiseCopyable, Sendable {
    @usableFromInline let tenant: UInt32
    @usableFromInline let order: UInt64
    @usableFromInline let cost: UInt32

    @inlinable
    init(tenant: UInt32, order: UInt64, cost: UInt32) {
      self.tenant = tenant
      self.order = order
      self.cost = cost
    }
  }

  /// Charges a tenant for the entry that was taken out last and ends its turn when it cannot pay for
  /// the next. Whoever has nobody left in line has lost its deficit already.
  @inlinable
  package mutating func charge(_ charge: Charge) {
    let slot = charge.tenant
    guard round.first == slot, self[slot].order == charge.order else { return }
    change(slot) { $0.deficit &-= Int64(charge.cost) }
    let state = self[slot]
    if Int64(nodes[Int(state.head)].cost) > state.deficit { endTurn(of: slot) }
  }

  /// Sends a tenant from the front of the round to its end.
  @inlinable
  mutating func endTurn(of slot: UInt32) {
    _ = round.dequeue()
    guard let seat = round.enqueue(slot) else { return }
    change(slot) {
      $0.hasTurn = false
      $0.seat = seat
    }
  }

  /// Lets all rounds pass at once in which nobody can pay, all but the last.
  @inlinable
  @inline(never)
  mutating func skipRounds() {
    let rounds = round.elements.map { slot in
      let missing = Int64(nodes[Int(self[slot].head)].cost) &- self[slot].deficit
      return (missing &- 1) / quantum
    }.min()
    guard let rounds, rounds > 0 else { return }
    for slot in round.elements { change(slot) { [quantum] in $0.deficit &+= rounds &* quantum } }
  }

  // MARK: Tenants

  @inlinable
  func key(of tenant: UInt64) -> UInt64 {
    buckets.map { tenant.stableHash % $0 } ?? tenant
  }

  @inlinable
  func slot(of tenant: UInt64) -> UInt32? {
    let key = key(of: tenant)
    return tenants?.slot(of: key, hash: key.stableHash).map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Takes a tenant in who has nobody in line.
  @inlinable
  mutating func open(_ tenant: UInt64) -> UInt32 {
    let key = key(of: tenant)
    var table = tenants ?? SlotTable(limit: 1 << 24)
    tenants = nil
    defer { tenants = table }
    // The seat is known only when the slot is.
    let state = Tenant(seat: QueueTicket(index: Self.none), order: lines)
    let slot = table.insert(key, state, hash: key.stableHash)
    let index = UInt32(truncatingIfNeeded: slot)
    lines &+= 1
    if let seat = round.enqueue(index) { table.update(at: slot) { $0.seat = seat } }
    return index
  }

  /// Forgets a tenant who has nobody in line.
  @inlinable
  mutating func close(_ slot: UInt32) {
    round.remove(self[slot].seat)
    if knowsLongest { longest.remove(Int(slot)) }
    tenants?.remove(at: Int(slot))
  }

  @inlinable
  mutating func rankAnew(_ slot: UInt32) {
    guard knowsLongest else { return }
    let state = self[slot]
    let rank = QueueRank(key: ~Int64(state.count), order: state.order)
    if longest.contains(Int(slot)) {
      longest.changeRank(of: Int(slot), to: rank)
    } else {
      longest.insert(Int(slot), rank: rank)
    }
  }

  @inlinable
  subscript(slot: UInt32) -> Tenant {
    guard let tenants else { preconditionFailure("there is no tenant \(slot)") }
    return tenants.value(at: Int(slot))
  }

  @inlinable
  mutating func change(_ slot: UInt32, _ body: (inout Tenant) -> Void) {
    tenants?.update(at: Int(slot), body)
  }

  /// Puts an entry on a vacant node.
  @inlinable
  mutating func occupy(_ node: Node) -> UInt32 {
    let index = spare
    guard index != Self.none else {
      precondition(nodes.count < Int(Self.none), "more than \(nodes.count) wait in one line")
      nodes.append(node)
      return UInt32(truncatingIfNeeded: nodes.count &- 1)
    }
    spare = nodes[Int(index)].next
    nodes[Int(index)] = node
    return index
  }
}
