/// Names a delivery to one consumer of a ``PushQueue``, by which it is acknowledged.
@frozen
public struct DeliveryTag: BitwiseCopyable, Hashable, Sendable {
  /// Counted up from 1 for each consumer, as in AMQP.
  public let number: UInt64

  /// Where the message is; not part of what others see.
  @usableFromInline let slot: Int32

  @inlinable
  init(number: UInt64, slot: Int32) {
    self.number = number
    self.slot = slot
  }
}
