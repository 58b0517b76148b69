/// When a ``PushQueue`` gives a message up, and how long it gets.
@frozen
public struct PushQueuePolicy: BitwiseCopyable, Hashable, Sendable {
  /// How many deliveries of a message may fail before one more makes it a dead letter; `nil` is any
  /// number, as in a classic queue.
  public var deliveryLimit: Int?

  /// Whether a `nack` that requeues counts as a failed delivery.
  ///
  /// In RabbitMQ 4.3 it says only that the consumer did not process the message; `reject` always
  /// counts.
  public var countsNacks: Bool

  /// Whether a delivery fails by the loss of its consumer.
  public var countsLostConsumers: Bool

  /// How many messages may be ready, those delivered not counted; `nil` is any number.
  public var lengthLimit: Int?

  public var whenFull: Overflow

  /// Who has to go when there are more messages than the limit.
  @frozen
  public enum Overflow: BitwiseCopyable, Hashable, Sendable {
    /// The first in line, as a dead letter.
    case dropsHead

    /// The newcomer, which its publisher is told.
    case rejectsPublish
  }

  /// The defaults of a quorum queue of RabbitMQ 4.
  @inlinable
  public init(
    deliveryLimit: Int? = 20, countsNacks: Bool = false, countsLostConsumers: Bool = true,
    lengthLimit: Int? = nil, whenFull: Overflow = .dropsHead
  ) {
    self.deliveryLimit = deliveryLimit
    self.countsNacks = countsNacks
    self.countsLostConsumers = countsLostConsumers
    self.lengthLimit = lengthLimit
    self.whenFull = whenFull
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if let deliveryLimit, deliveryLimit < 0 {
      return "\(deliveryLimit) failed deliveries are not 0 or more"
    }
    if let lengthLimit, lengthLimit < 1 {
      return "a queue of \(lengthLimit) messages holds none; the least is 1"
    }
    return nil
  }
}
