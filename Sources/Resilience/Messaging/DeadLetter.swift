/// A message that a ``PushQueue`` gave up.
@frozen
public struct DeadLetter<Message: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  public let message: Message
  public let reason: Reason

  /// Why.
  @frozen
  public enum Reason: BitwiseCopyable, Hashable, Sendable {
    /// A consumer did not want it back in the queue.
    case rejected

    /// More of its deliveries failed than may.
    case deliveryLimit

    /// It was the first in line when there were too many.
    case lengthLimit
  }

  @inlinable
  public init(_ message: Message, _ reason: Reason) {
    self.message = message
    self.reason = reason
  }
}

extension DeadLetter: Equatable where Message: Equatable {}
