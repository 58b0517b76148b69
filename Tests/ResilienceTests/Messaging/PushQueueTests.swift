import Resilience
import Testing

@Suite struct PushQueueTests {
  /// Components specification, section 3.4: prefetch 2, messages 1 to 5, one consumer.
  @Test func `a message that is requeued comes before those published after it`() throws {
    var queue = PushQueue<Int>()
    let consumer = queue.addConsumer(prefetch: 2)
    for message in 1...5 { queue.publish(message) }
    let first = try queue.deliver()
    let second = try queue.deliver()
    #expect(first.message == 1 && second.message == 2 && queue.deliverNext() == nil)
    #expect(queue.acknowledge(first.tag, of: consumer) == .settled(1))
    let third = try queue.deliver()
    #expect(third.message == 3)
    #expect(queue.nack(second.tag, of: consumer, requeue: true) == .settled(1))
    let again = try queue.deliver()
    #expect(again.message == 2 && again.isRedelivered && again.tag.number == 4)
    #expect(!second.isRedelivered && queue.readyCount == 2)
  }

  @Test func `consumers that may have another message take turns`() {
    var queue = PushQueue<Int>()
    let greedy = queue.addConsumer(prefetch: 0)
    let modest = queue.addConsumer(prefetch: 1)
    for message in 1...5 { queue.publish(message) }
    var owners: [PushConsumer] = []
    while let delivery = queue.deliverNext() { owners.append(delivery.consumer) }
    #expect(owners == [greedy, modest, greedy, greedy, greedy])
    #expect(queue.unsettledCount(of: greedy) == 4 && queue.unsettledCount(of: modest) == 1)
  }

  @Test func `multiple acknowledges all up to the tag`() throws {
    var queue = PushQueue<Int>()
    let consumer = queue.addConsumer(prefetch: 0)
    for message in 1...5 { queue.publish(message) }
    var deliveries: [PushDelivery<Int>] = []
    while let delivery = queue.deliverNext() { deliveries.append(delivery) }
    #expect(queue.acknowledge(deliveries[1].tag, of: consumer) == .settled(1))
    #expect(queue.acknowledge(deliveries[3].tag, of: consumer, multiple: true) == .settled(3))
    #expect(queue.unsettledCount(of: consumer) == 1)
  }

  @Test func `a lost consumer's messages go to the others, marked and in their order`() throws {
    var queue = PushQueue<Int>()
    let lost = queue.addConsumer(prefetch: 3)
    for message in 1...4 { queue.publish(message) }
    let first = try queue.deliver()
    while queue.deliverNext() != nil {}
    #expect(queue.cancel(lost) == 3)
    #expect(queue.acknowledge(first.tag, of: lost) == .unknownConsumer)
    #expect(queue.cancel(lost) == nil && queue.unsettledCount(of: lost) == nil)
    // The next consumer may get the number of the lost one, but not its name.
    let next = queue.addConsumer(prefetch: 0)
    #expect(next != lost)
    var deliveries: [PushDelivery<Int>] = []
    while let delivery = queue.deliverNext() { deliveries.append(delivery) }
    #expect(deliveries.map(\.message) == [1, 2, 3, 4])
    #expect(deliveries.map(\.isRedelivered) == [true, true, true, false])
    #expect(deliveries.map(\.failedDeliveries) == [1, 1, 1, 0])
  }

  @Test func `who acknowledges by receiving loses what it has`() {
    var queue = PushQueue<Int>()
    let consumer = queue.addConsumer(prefetch: 1, acknowledges: false)
    for message in 1...3 { queue.publish(message) }
    while queue.deliverNext() != nil {}
    #expect(queue.readyCount == 0 && queue.unsettledCount == 0)
    #expect(queue.cancel(consumer) == 0)
  }

  @Test func `a tag is good for one settlement by its own consumer`() throws {
    var queue = PushQueue<Int>()
    let one = queue.addConsumer(prefetch: 1)
    let other = queue.addConsumer(prefetch: 1)
    queue.publish(1)
    queue.publish(2)
    let delivery = try queue.deliver()
    _ = queue.deliverNext()
    #expect(queue.acknowledge(delivery.tag, of: other) == .unknownTag(lastDelivered: 1))
    #expect(queue.acknowledge(delivery.tag, of: one) == .settled(1))
    #expect(queue.acknowledge(delivery.tag, of: one) == .unknownTag(lastDelivered: 1))
    // Another message in the same place changes nothing.
    queue.publish(3)
    _ = queue.deliverNext()
    #expect(queue.reject(delivery.tag, of: one, requeue: true) == .unknownTag(lastDelivered: 2))
  }

  /// RabbitMQ 4.3: `reject` counts as a failed delivery and `nack` does not; more than the limit of
  /// them make a dead letter.
  @Test(arguments: [(0, 1), (2, 3), (20, 21)])
  func `more failed deliveries than the limit make a dead letter`(limit: Int, rejects: Int) throws {
    var queue = PushQueue<Int>(.init(deliveryLimit: limit))
    let consumer = queue.addConsumer(prefetch: 1)
    queue.publish(1)
    for _ in 0..<50 {
      let delivery = try queue.deliver()
      #expect(delivery.failedDeliveries == 0)
      queue.nack(delivery.tag, of: consumer, requeue: true)
    }
    for failure in 0..<rejects {
      let delivery = try queue.deliver()
      #expect(delivery.failedDeliveries == failure)
      queue.reject(delivery.tag, of: consumer, requeue: true)
    }
    #expect(queue.deliverNext() == nil)
    #expect(queue.nextDeadLetter() == DeadLetter(1, .deliveryLimit))
    #expect(queue.nextDeadLetter() == nil && queue.readyCount == 0)
  }

  @Test func `what nobody wants back is a dead letter`() throws {
    var queue = PushQueue<Int>()
    let consumer = queue.addConsumer(prefetch: 0)
    for message in 1...3 { queue.publish(message) }
    var last: DeliveryTag?
    while let delivery = queue.deliverNext() { last = delivery.tag }
    #expect(
      queue.nack(try #require(last), of: consumer, multiple: true, requeue: false) == .settled(3))
    #expect(
      (1...3).compactMap { _ in queue.nextDeadLetter() }
        == [DeadLetter(1, .rejected), DeadLetter(2, .rejected), DeadLetter(3, .rejected)])
  }

  @Test func `a full queue drops its head or rejects what is published`() {
    var dropping = PushQueue<Int>(.init(lengthLimit: 2))
    for message in 1...3 { #expect(dropping.publish(message) == true) }
    #expect(dropping.nextDeadLetter() == DeadLetter(1, .lengthLimit))
    #expect(dropping.readyCount == 2)
    var rejecting = PushQueue<Int>(.init(lengthLimit: 2, whenFull: .rejectsPublish))
    #expect((1...3).map { rejecting.publish($0) } == [true, true, false])
    #expect(rejecting.nextDeadLetter() == nil)
  }

  @Test(arguments: 1...6)
  func `every message is ready, with a consumer, acknowledged or a dead letter`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var queue = PushQueue<Int>(.init(deliveryLimit: 3, lengthLimit: 40))
    var consumers: [PushConsumer] = []
    var held: [PushDelivery<Int>] = []
    var counts = (published: 0, acknowledged: 0, dead: 0)
    for step in 0..<8_000 {
      switch draws.below(10) {
      case 0 where consumers.count < 4:
        consumers.append(queue.addConsumer(prefetch: draws.below(4)))
      case 1 where consumers.count > 1 && draws.below(10) == 0:
        let lost = consumers.remove(at: draws.below(consumers.count))
        let count = held.count { $0.consumer == lost }
        #expect(queue.cancel(lost) == count)
        held.removeAll { $0.consumer == lost }
      case 2...4:
        if queue.publish(step) { counts.published += 1 }
      case 5, 6:
        if let delivery = queue.deliverNext() { held.append(delivery) }
      default:
        guard !held.isEmpty else { break }
        let delivery = held.remove(at: draws.below(held.count))
        let (tag, consumer) = (delivery.tag, delivery.consumer)
        switch draws.below(3) {
        case 0:
          #expect(queue.acknowledge(tag, of: consumer) == .settled(1))
          counts.acknowledged += 1
        case 1: #expect(queue.reject(tag, of: consumer, requeue: true) == .settled(1))
        default: #expect(queue.nack(tag, of: consumer, requeue: step % 9 > 0) == .settled(1))
        }
      }
      while queue.nextDeadLetter() != nil { counts.dead += 1 }
      #expect(queue.unsettledCount == held.count)
      #expect(
        counts.published
          == queue.readyCount + queue.unsettledCount + counts.acknowledged + counts.dead)
    }
    #expect(counts.dead > 50 && counts.acknowledged > 200)
  }

  @Test(
    arguments: [
      (.init(deliveryLimit: -1), "-1 failed deliveries are not 0 or more"),
      (.init(lengthLimit: 0), "a queue of 0 messages holds none; the least is 1"),
    ] as [(PushQueuePolicy, String)])
  func `an impossible policy says why`(policy: PushQueuePolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(PushQueuePolicy().problem == nil)
  }
}

/// There was nothing to deliver.
private struct NothingDelivered: Error {}

extension PushQueue {
  fileprivate mutating func deliver() throws -> PushDelivery<Message> {
    guard let delivery = deliverNext() else { throw NothingDelivered() }
    return delivery
  }
}
