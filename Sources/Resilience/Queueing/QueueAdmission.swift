/// What became of somebody who wanted to wait in a ``SelectedQueue``.
@frozen
public enum QueueAdmission<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// It waits; the ticket lets it leave early.
  case waits(QueueTicket)

  /// It waits, and the other one, which waited, was sent away to make room.
  case displaces(Element, QueueTicket)

  /// There was no room.
  case rejected

  /// The place in line, if it got one.
  @inlinable
  public var ticket: QueueTicket? {
    switch self {
    case .waits(let ticket), .displaces(_, let ticket): ticket
    case .rejected: nil
    }
  }
}

extension QueueAdmission: Equatable where Element: Equatable {}
