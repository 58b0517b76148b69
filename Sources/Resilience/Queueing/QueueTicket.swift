/// A place in a waiting line, by which whoever waits can leave it early.
///
/// A ticket is good until its owner is served or leaves. Afterwards its number is handed to
/// somebody else, so an owner forgets the ticket together with the wait.
@frozen
public struct QueueTicket: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let index: UInt32

  @inlinable
  init(index: UInt32) {
    self.index = index
  }
}
