/// A message on its way to a consumer.
@frozen
public struct PushDelivery<Message: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  public let message: Message
  public let consumer: PushConsumer
  public let tag: DeliveryTag

  /// Whether it was delivered before, to whomever.
  public let isRedelivered: Bool

  /// How many deliveries of it have failed.
  public let failedDeliveries: Int

  @inlinable
  init(
    message: Message, consumer: PushConsumer, tag: DeliveryTag, isRedelivered: Bool,
    failedDeliveries: Int
  ) {
    self.message = message
    self.consumer = consumer
    self.tag = tag
    self.isRedelivered = isRedelivered
    self.failedDeliveries = failedDeliveries
  }
}

extension PushDelivery: Equatable where Message: Equatable {}
