import Resilience
import Testing
import TimeBase

@Suite struct SelectedQueueTests {
  private static let disciplines: [QueueDiscipline] = [
    .fifo, .lifo, .adaptiveLIFO(threshold: 3), .priority(), .priority(aging: .nanoseconds(4)),
    .earliestDeadlineFirst, .fair(), .fair(quantum: 3), .fair(quantum: 10),
  ]

  private static let policies: [QueuePolicy] = disciplines.flatMap { discipline in
    [
      QueuePolicy(discipline: discipline),
      QueuePolicy(discipline: discipline, capacity: 12, whenFull: .rejects),
      QueuePolicy(discipline: discipline, capacity: 12, whenFull: .displaces),
    ]
  }

  @Test(arguments: policies)
  func `every discipline agrees with a searched array, and everybody leaves once`(
    policy: QueuePolicy
  ) {
    var draws = TestDraws(seed: 3)
    var queue = SelectedQueue<Int>(policy)
    var twin = QueueTwin(policy)
    var tickets: [Int: QueueTicket] = [:]
    var now = Instant.zero
    var left = 0
    for element in 0..<2_000 {
      now += .nanoseconds(Int64(draws.below(3)))
      switch draws.below(element < 1_000 ? 7 : 9) {
      case 0...3:
        let attributes = QueueAttributes(
          priority: Int32(draws.below(5)) - 2, deadline: now + .nanoseconds(Int64(draws.below(40))),
          tenant: UInt64(draws.below(4)), cost: UInt32(draws.below(8)))
        let admission = queue.offer(element, attributes, at: now)
        let expected = twin.offer(element, attributes, at: now)
        #expect((admission != .rejected) == expected.isIn)
        var displaced: Int?
        if case .displaces(let other, _) = admission { displaced = other }
        #expect(displaced == expected.displaced)
        if let displaced { tickets[displaced] = nil }
        tickets[element] = admission.ticket
        left += expected.isIn ? (displaced == nil ? 0 : 1) : 1
      case 4 where !twin.entries.isEmpty:
        let leaver = twin.entries[draws.below(twin.entries.count)].element
        twin.remove(leaver)
        if let ticket = tickets.removeValue(forKey: leaver) {
          #expect(queue.remove(ticket) == leaver)
        }
        left += 1
      default:
        let exit = queue.take(at: now)
        #expect(exit == twin.take(at: now))
        switch exit {
        case .served(let element), .dropped(let element, _):
          tickets[element] = nil
          left += 1
        case nil: break
        }
      }
      #expect(queue.count == twin.entries.count && queue.count == tickets.count)
    }
    while let exit = queue.take(at: now) {
      #expect(exit == twin.take(at: now))
      left += 1
    }
    #expect(twin.entries.isEmpty && queue.isEmpty)
    #expect(left > 600)
  }

  @Test func `who is offered is served, dropped, displaced, removed or rejected`() {
    var draws = TestDraws(seed: 11)
    for policy in Self.policies {
      var queue = SelectedQueue<Int>(policy)
      var counts = (offered: 0, served: 0, dropped: 0, displaced: 0, rejected: 0)
      for step in 0..<1_000 {
        let now = Instant(nanoseconds: Int64(step))
        if draws.below(5) < 3 {
          counts.offered += 1
          let deadline = now + .nanoseconds(Int64(draws.below(60)))
          switch queue.offer(step, .init(deadline: deadline, tenant: UInt64(step % 3)), at: now) {
          case .waits: break
          case .displaces: counts.displaced += 1
          case .rejected: counts.rejected += 1
          }
        } else {
          if queue.take(at: now, dropped: { _, _ in counts.dropped += 1 }) != nil {
            counts.served += 1
          }
        }
      }
      #expect(
        counts.offered
          == counts.served + counts.dropped + counts.displaced + counts.rejected + queue.count)
      #expect(counts.served > 50 && counts.dropped > 0)
    }
  }

  /// First in, first out up to the threshold; above it the newest first.
  @Test func `adaptive LIFO turns round when more than the threshold wait`() {
    var queue = SelectedQueue<Int>(.init(discipline: .adaptiveLIFO(threshold: 2)))
    for element in 1...4 { _ = queue.offer(element, at: .zero) }
    #expect(
      (1...5).map { _ in queue.take(at: .zero) }
        == [.served(4), .served(3), .served(1), .served(2), nil])
  }

  @Test func `with aging the old overtakes the urgent who came an aging period later`() {
    func second(after wait: Int64) -> QueueExit<Int>? {
      var queue = SelectedQueue<Int>(.init(discipline: .priority(aging: .seconds(10))))
      _ = queue.offer(1, .init(priority: 3), at: .zero)
      _ = queue.offer(2, .init(priority: 1), at: .zero + .seconds(wait))
      return queue.take(at: .zero + .seconds(wait))
    }
    // Two levels behind is made up for by two periods.
    #expect(second(after: 19) == .served(2))
    #expect(second(after: 20) == .served(1))
  }

  @Test func `without aging the urgent always come first, and equals in their order`() {
    var queue = SelectedQueue<Int>(.init(discipline: .priority()))
    for (element, priority) in [(1, 5), (2, -1), (3, 5), (4, -1)] as [(Int, Int32)] {
      _ = queue.offer(element, .init(priority: priority), at: .zero)
    }
    #expect((1...4).compactMap { _ in queue.take(at: .zero) { _, _ in } } == [2, 4, 1, 3])
  }

  @Test func `a deadline that has come is met, and one that has passed is not`() {
    var queue = SelectedQueue<Int>(.init(discipline: .earliestDeadlineFirst))
    _ = queue.offer(1, .init(deadline: .init(milliseconds: 9)), at: .zero)
    _ = queue.offer(2, .init(deadline: .init(milliseconds: 10)), at: .zero)
    _ = queue.offer(3, at: .zero)
    let now = Instant(milliseconds: 10)
    #expect(queue.take(at: now) == .dropped(1, .pastDeadline))
    #expect(queue.take(at: now) == .served(2))
    #expect(queue.take(at: now) == .served(3))
    #expect(queue.take(at: now) == nil)
  }

  @Test func `a tenant that floods the queue takes nothing from the others`() {
    var queue = SelectedQueue<Int>(.init(discipline: .fair()))
    for element in 0..<1_000 { _ = queue.offer(element, .init(tenant: 7), at: .zero) }
    for element in 1_000..<1_003 { _ = queue.offer(element, .init(tenant: 8), at: .zero) }
    let served = (0..<6).compactMap { _ in queue.take(at: .zero) { _, _ in } }
    #expect(served == [0, 1_000, 1, 1_001, 2, 1_002])
  }

  /// Shares of work, not of entries: costs 300 and 100 with a quantum of 300.
  @Test func `tenants get equal shares of work`() {
    var queue = SelectedQueue<Int>(.init(discipline: .fair(quantum: 300)))
    for element in 0..<400 {
      _ = queue.offer(
        element, .init(tenant: UInt64(element % 2), cost: element % 2 == 0 ? 300 : 100),
        at: .zero)
    }
    let served = (0..<100).compactMap { _ in queue.take(at: .zero) { _, _ in } }
    #expect(served.count { $0 % 2 == 0 } == 25)
    #expect(served.count { $0 % 2 == 1 } == 75)
  }

  @Test func `an entry dearer than a thousand million quanta is served at once when it is alone`() {
    var queue = SelectedQueue<Int>(.init(discipline: .fair(quantum: 1)))
    _ = queue.offer(1, .init(tenant: 1, cost: .max), at: .zero)
    _ = queue.offer(2, .init(tenant: 2, cost: .max - 1), at: .zero)
    #expect(queue.take(at: .zero) == .served(2))
    #expect(queue.take(at: .zero) == .served(1))
  }

  @Test func `tenants of one bucket share a turn`() {
    var queue = SelectedQueue<Int>(.init(discipline: .fair(quantum: 1, buckets: 1)))
    for element in 0..<6 { _ = queue.offer(element, .init(tenant: UInt64(element)), at: .zero) }
    #expect((0..<6).compactMap { _ in queue.take(at: .zero) { _, _ in } } == Array(0..<6))
  }

  @Test func `what comes back finds its place beyond the capacity`() {
    var queue = SelectedQueue<Int>(.init(capacity: 1))
    _ = queue.offer(1, at: .zero)
    #expect(queue.offer(2, at: .zero) == .rejected)
    #expect(queue.offer(3, beyondCapacity: true, at: .zero) != .rejected)
    #expect(queue.count == 2 && !queue.hasRoom)
    queue.removeAll(at: .zero)
    #expect(queue.isEmpty && queue.take(at: .zero) == nil)
  }

  @Test(arguments: disciplines)
  func `memory grows with those who wait at once and not with those who come`(
    discipline: QueueDiscipline
  ) {
    var queue = SelectedQueue<Int>(.init(discipline: discipline))
    #expect(queue.placeCount == 0)
    for element in 0..<20_000 {
      // Tenants come and go for good.
      _ = queue.offer(element, .init(tenant: UInt64(element)), at: .zero)
      if element >= 9 { #expect(queue.take(at: .zero) != nil) }
    }
    #expect(queue.count == 9 && queue.placeCount == 10)
  }

  @Test func `an unused queue is small`() {
    #expect(MemoryLayout<SelectedQueue<UInt32>>.size <= 512)
  }

  @Test func `a ticket is good for one exit`() async {
    await #expect(processExitsWith: .failure) {
      var queue = SelectedQueue<Int>(.init(discipline: .priority()))
      if let ticket = queue.offer(1, at: .zero).ticket {
        queue.remove(ticket)
        queue.remove(ticket)
      }
    }
    await #expect(processExitsWith: .failure) {
      var queue = SelectedQueue<Int>(.init(discipline: .fair()))
      if let ticket = queue.offer(1, at: .zero).ticket {
        _ = queue.take(at: .zero)
        queue.remove(ticket)
      }
    }
  }

  @Test(
    arguments: [
      (.init(capacity: -1), "the queue cannot have -1 places"),
      (
        .init(discipline: .adaptiveLIFO(threshold: -1)),
        "a threshold of -1 waiting is not 0 or more"
      ),
      (
        .init(discipline: .priority(aging: .zero)), "an aging period of 0s is not longer than zero"
      ),
      (.init(discipline: .fair(quantum: 0)), "a quantum of 0 is not in 1...1000000000"),
      (
        .init(discipline: .fair(buckets: 0)), "0 buckets of tenants are not in 1...1000000"
      ),
      (
        .init(delayControl: .coDel(.init(target: .zero))),
        "a target of 0s is not longer than zero"
      ),
      (
        .init(delayControl: .networkCoDel(.init(interval: .zero))),
        "an interval of 0s is not longer than zero"
      ),
      (
        .init(delayControl: .standingQueueTimeout(.init(standing: .seconds(1)))),
        "an interval of 100ms is not 1s or more"
      ),
    ] as [(QueuePolicy, String)])
  func `an impossible policy says why`(policy: QueuePolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(QueuePolicy().problem == nil)
  }
}
