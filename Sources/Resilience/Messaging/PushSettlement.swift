/// What became of an acknowledgement, positive or negative.
@frozen
public enum PushSettlement: BitwiseCopyable, Hashable, Sendable {
  /// So many deliveries are settled by it.
  case settled(Int)

  /// The consumer has no such delivery: it never had, or has settled it. RabbitMQ closes its channel
  /// for this (406, unknown delivery tag), which is up to the caller: ``PushQueue/cancel(_:)``.
  case unknownTag(lastDelivered: UInt64)

  /// The consumer is gone, and its deliveries have been requeued.
  case unknownConsumer
}
