/// What came out of a ``VisibilityQueue``.
@frozen
public enum MessageReception<Message: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// The receiver has it until its visibility timeout ends.
  case delivered(Message, MessageReceipt)

  /// It was received as often as it may be and is a dead letter; ask for the next.
  case deadLettered(Message)

  /// It was older than messages get; ask for the next.
  case expired(Message)

  /// So many are in flight that nothing is delivered.
  case overLimit
}

extension MessageReception: Equatable where Message: Equatable {}
