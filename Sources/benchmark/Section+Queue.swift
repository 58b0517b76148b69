import Resilience
import TimeBase

extension Section {
  /// What a station pays for its queue, by discipline, and a borrower for a pool.
  static var queue: Section {
    Section(
      name: "queue",
      about: """
        one operation puts one in and takes one out, with \(waiting) in line; of a pool, it borrows
        and gives back
        """,
      cases: lines + disciplines + others)
  }

  private static let waiting = 1_000
  private static let operations = 100_000

  private static var lines: [Case] {
    [
      Case("FIFO queue", operations: operations) { LineTurns(waiting: waiting) },
      Case("delay queue", operations: operations) { DelayTurns(waiting: waiting) },
    ]
  }

  private static var disciplines: [Case] {
    let policies: [(String, QueuePolicy)] = [
      ("FIFO", .init()),
      ("FIFO with CoDel", .init(delayControl: .coDel(.init()))),
      ("LIFO", .init(discipline: .lifo)),
      ("priority with aging", .init(discipline: .priority(aging: .seconds(1)))),
      ("earliest deadline first", .init(discipline: .earliestDeadlineFirst)),
      ("fair, 16 tenants", .init(discipline: .fair())),
    ]
    return policies.map { name, policy in
      Case("selected: \(name)", operations: operations) {
        SelectedTurns(policy, waiting: waiting)
      }
    }
  }

  private static var others: [Case] {
    [
      Case("visibility queue, and delete", operations: operations) {
        VisibilityTurns(waiting: waiting)
      },
      Case("push queue, and acknowledge", operations: operations) { PushTurns(waiting: waiting) },
      Case("connection pool", operations: operations) { PoolTurns() },
      Case("managed pool", operations: operations) { ManagedTurns() },
      Case("processor shared by 100", operations: operations) { SharingTurns(jobs: 100) },
    ]
  }
}

private final class LineTurns: Workload {
  private var queue = FIFOQueue<UInt32>()

  init(waiting: Int) {
    for number in 0..<UInt32(waiting) { _ = queue.enqueue(number) }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&queue, operations) }

  private static func loop(_ queue: inout FIFOQueue<UInt32>, _ operations: Int) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      _ = queue.enqueue(UInt32(truncatingIfNeeded: number))
      checksum = checksum &* 31 &+ UInt64(queue.dequeue() ?? 0)
    }
    return checksum
  }
}

private final class DelayTurns: Workload {
  private var queue = DelayQueue<UInt32>()
  private var steps = RandomSteps.exponential()
  private var now = Instant.zero

  init(waiting: Int) {
    for number in 0..<UInt32(waiting) { queue.schedule(number, at: now + steps.next()) }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&queue, &steps, &now, operations) }

  private static func loop(
    _ queue: inout DelayQueue<UInt32>, _ steps: inout RandomSteps, _ now: inout Instant,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      now = queue.nextDue ?? now
      checksum = checksum &* 31 &+ UInt64(queue.takeDue(at: now) ?? 0)
      queue.schedule(UInt32(truncatingIfNeeded: number), at: now + steps.next())
    }
    return checksum
  }
}

private final class SelectedTurns: Workload {
  private var queue: SelectedQueue<UInt32>
  private var steps = RandomSteps.exponential()
  private var now = Instant.zero

  init(_ policy: QueuePolicy, waiting: Int) {
    queue = SelectedQueue(policy)
    for number in 0..<waiting {
      let attributes = Self.attributes(number, deadline: now + steps.next())
      _ = queue.offer(UInt32(number), attributes, at: now)
    }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&queue, &steps, &now, operations) }

  /// All deadlines are far off, so that nobody is dropped.
  private static func attributes(_ number: Int, deadline: Instant) -> QueueAttributes {
    QueueAttributes(
      priority: Int32(number & 7), deadline: deadline + .seconds(3600),
      tenant: UInt64(number & 15))
  }

  private static func loop(
    _ queue: inout SelectedQueue<UInt32>, _ steps: inout RandomSteps, _ now: inout Instant,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      now += .microseconds(1)
      let attributes = attributes(number, deadline: now + steps.next())
      _ = queue.offer(UInt32(truncatingIfNeeded: number), attributes, at: now)
      switch queue.take(at: now) {
      case .served(let element), .dropped(let element, _):
        checksum = checksum &* 31 &+ UInt64(element)
      case nil: break
      }
    }
    return checksum
  }
}

private final class VisibilityTurns: Workload {
  private var queue = VisibilityQueue<UInt32>()
  private var now = Instant.zero

  init(waiting: Int) {
    for number in 0..<UInt32(waiting) { queue.send(number, at: now) }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&queue, &now, operations) }

  private static func loop(
    _ queue: inout VisibilityQueue<UInt32>, _ now: inout Instant, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      now += .microseconds(1)
      queue.send(UInt32(truncatingIfNeeded: number), at: now)
      guard case .delivered(let message, let receipt) = queue.receive(at: now) else { continue }
      queue.delete(receipt, at: now)
      checksum = checksum &* 31 &+ UInt64(message)
    }
    return checksum
  }
}

private final class PushTurns: Workload {
  private var queue = PushQueue<UInt32>()

  init(waiting: Int) {
    for number in 0..<UInt32(waiting) { queue.publish(number) }
    for _ in 0..<4 { _ = queue.addConsumer(prefetch: 1) }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&queue, operations) }

  private static func loop(_ queue: inout PushQueue<UInt32>, _ operations: Int) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      queue.publish(UInt32(truncatingIfNeeded: number))
      guard let delivery = queue.deliverNext() else { continue }
      queue.acknowledge(delivery.tag, of: delivery.consumer)
      checksum = checksum &* 31 &+ UInt64(delivery.message)
    }
    return checksum
  }
}
