/// How somebody left a ``SelectedQueue`` by its front.
@frozen
public enum QueueExit<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// It is to be served now.
  case served(Element)

  /// It is not served; ask for the next.
  case dropped(Element, QueueDropReason)
}

extension QueueExit: Equatable where Element: Equatable {}

/// Why a queue did not serve somebody whose turn it was.
@frozen
public enum QueueDropReason: BitwiseCopyable, Hashable, Sendable {
  /// Its ``QueueAttributes/deadline`` has passed.
  case pastDeadline

  /// The queue's ``QueueDelayControl`` sheds load.
  case delayControl
}
