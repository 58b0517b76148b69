public import Resilience

extension Queue {
  /// How jobs come to workers, and when they are gone.
  public enum Delivery: Hashable, Sendable {
    /// A worker that is free takes the next.
    case direct

    /// Workers receive messages, which are hidden from others until they are deleted or it has taken
    /// too long (Amazon SQS).
    case visibility(VisibilityQueuePolicy)

    /// Messages are pushed to workers, which acknowledge them (RabbitMQ).
    case push(Push)
  }

  /// How messages are pushed to workers.
  public struct Push: Hashable, Sendable {
    /// What a worker says of a message with which it has failed.
    public enum OnFailure: String, CaseIterable, Hashable, Sendable {
      /// It goes back to its place, and that counts for nothing (`basic.nack`).
      case requeue

      /// It goes back to its place, unless that has happened too often (`basic.reject`).
      case reject

      /// It is a dead letter.
      case deadLetter
    }

    /// Messages that each worker may have at once; 0 is any number.
    public var prefetch: Int

    /// Whether a message is acknowledged at all, or gone when it is delivered.
    public var acknowledges: Bool
    public var onFailure: OnFailure
    public var queue: PushQueuePolicy

    public init(
      prefetch: Int = 0, acknowledges: Bool = true, onFailure: OnFailure = .requeue,
      queue: PushQueuePolicy = PushQueuePolicy()
    ) {
      self.prefetch = prefetch
      self.acknowledges = acknowledges
      self.onFailure = onFailure
      self.queue = queue
    }
  }
}
