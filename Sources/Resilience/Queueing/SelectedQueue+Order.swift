public import TimeBase

extension SelectedQueue {
  @inlinable
  mutating func insert(_ entry: Entry, _ attributes: QueueAttributes) -> QueueTicket {
    switch policy.discipline {
    case .fifo, .lifo, .adaptiveLIFO:
      guard let ticket = line.enqueue(entry) else {
        preconditionFailure("a line without a limit of \(line.count) has no room")
      }
      return ticket
    case .siro: return random.enqueue(entry)
    case .priority, .earliestDeadlineFirst:
      return ranked.enqueue(entry, key: key(attributes, since: entry.since))
    case .fair:
      return tenants.enqueue(entry, tenant: attributes.tenant, cost: attributes.cost)
    }
  }

  @inlinable
  mutating func makeRoom(for attributes: QueueAttributes, at now: Instant) -> Element? {
    switch policy.discipline {
    case .fifo, .lifo, .adaptiveLIFO: line.dequeue()?.element
    case .siro: nil
    case .priority, .earliestDeadlineFirst:
      ranked.displaceLast(for: key(attributes, since: now))?.element
    case .fair: tenants.displaceFromLongest(for: attributes.tenant)?.element
    }
  }

  /// What the ranked line is ordered by, the lowest first.
  ///
  /// Aging lifts everybody at the same pace, so that the order of two never changes: instead of
  /// `priority - waited / period` the sum `since + priority × period` can be compared.
  @inlinable
  func key(_ attributes: QueueAttributes, since: Instant) -> Int64 {
    switch policy.discipline {
    case .priority(let aging):
      guard let aging else { return Int64(attributes.priority) }
      return (since + aging * Int64(attributes.priority)).nanoseconds
    case .earliestDeadlineFirst: return attributes.deadline.nanoseconds
    case .fifo, .lifo, .siro, .adaptiveLIFO, .fair: return 0
    }
  }

  /// Decides whether whose turn it is is served.
  @inlinable
  mutating func judge(_ entry: Entry?, at now: Instant) -> Exit? {
    guard let entry else {
      control.queueIsEmpty()
      return nil
    }
    if policy.dropsExpired, entry.deadline < now { return .dropped(entry.element, .pastDeadline) }
    let drops =
      entry.patience < now || control.drops(waited: now - entry.since, behind: count, at: now)
    return drops ? .dropped(entry.element, .delayControl) : .served(entry.element)
  }
}

extension SelectedQueue {
  /// How many places there are in memory: as many as ever waited at once.
  package var placeCount: Int {
    line.placeCount + ranked.slab.places.count + random.positions.count + tenants.nodes.count
  }
}
