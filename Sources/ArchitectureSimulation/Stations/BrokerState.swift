import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// One delivery of a message: what its worker has to say when it is done with it.
struct BrokerDelivery: BitwiseCopyable {
  var message: CallID

  // One of these.
  var receipt: MessageReceipt?
  var tag: DeliveryTag?

  /// The worker that has it, of those that messages are pushed to.
  var consumer = 0
}

/// A broker: the real queue, which holds the messages, and what its workers have of it.
///
/// A message is the record of its job, which the books know; a worker works on a record of its own
/// that is no visit, so that one message can be worked on twice at once.
struct BrokerState {
  // One of these.
  var visibility: VisibilityQueue<CallID>?
  var push: PushQueue<CallID>?

  private let settling: Queue.Push?
  private(set) var consumers: [Consumer] = []

  /// What deliveries under way are of, by the address of their records.
  private var deliveries: [BrokerDelivery] = []

  /// A worker that messages are pushed to.
  struct Consumer {
    var name: PushConsumer?

    /// Delivered and not begun, the next first.
    var buffer: [PushDelivery<CallID>] = []
    var isBusy = false
  }

  init(_ plan: BrokerPlan) {
    switch plan.delivery {
    case .direct:
      settling = nil
    case .visibility(let policy):
      visibility = VisibilityQueue(policy)
      settling = nil
    case .push(let policy):
      push = PushQueue(policy.queue)
      settling = policy
      consumers = Array(repeating: Consumer(), count: plan.workers)
    }
  }

  /// All workers are there: those that were not ask for messages.
  mutating func connect() {
    guard let settling else { return }
    for index in consumers.indices where consumers[index].name == nil {
      consumers[index].name = push?.addConsumer(
        prefetch: settling.prefetch, acknowledges: settling.acknowledges)
    }
  }

  /// All workers are gone; what they had not acknowledged goes back.
  ///
  /// - Returns: Messages that had been pushed, were not begun, and do not come back.
  mutating func disconnect() -> [CallID] {
    var lost: [CallID] = []
    for index in consumers.indices {
      if let name = consumers[index].name { push?.cancel(name) }
      if settling?.acknowledges == false { lost += consumers[index].buffer.map(\.message) }
      consumers[index] = Consumer()
    }
    return lost
  }

  /// Pushes to workers whatever they may have.
  mutating func pushAll() {
    while let delivery = push?.deliverNext() {
      guard let index = consumers.firstIndex(where: { $0.name == delivery.consumer }) else {
        preconditionFailure("a message was pushed to a consumer that nobody added")
      }
      consumers[index].buffer.append(delivery)
    }
  }

  /// The next delivery that an idle worker begins with, which is busy from then on.
  mutating func beginNext() -> BrokerDelivery? {
    for index in consumers.indices where !consumers[index].isBusy {
      guard !consumers[index].buffer.isEmpty else { continue }
      let delivery = consumers[index].buffer.removeFirst()
      consumers[index].isBusy = true
      return BrokerDelivery(message: delivery.message, tag: delivery.tag, consumer: index)
    }
    return nil
  }

  /// A worker is done with a delivery, and tells the queue how.
  mutating func settle(_ delivery: BrokerDelivery, isSuccess: Bool) {
    consumers[delivery.consumer].isBusy = false
    guard let settling, settling.acknowledges, let tag = delivery.tag,
      let name = consumers[delivery.consumer].name
    else { return }
    guard !isSuccess else {
      push?.acknowledge(tag, of: name)
      return
    }
    switch settling.onFailure {
    case .requeue: push?.nack(tag, of: name, requeue: true)
    case .reject: push?.reject(tag, of: name, requeue: true)
    case .deadLetter: push?.reject(tag, of: name, requeue: false)
    }
  }

  /// Whether workers say when they are done.
  var acknowledges: Bool { settling?.acknowledges ?? true }

  /// Messages that nobody has.
  var readyCount: Int { visibility?.visibleCount ?? push?.readyCount ?? 0 }

  subscript(record: CallID) -> BrokerDelivery {
    get { deliveries[Int(record.index)] }
    set {
      if deliveries.count <= Int(record.index) {
        let missing = Int(record.index) + 1 - deliveries.count
        deliveries += Array(repeating: newValue, count: missing)
      }
      deliveries[Int(record.index)] = newValue
    }
  }
}
