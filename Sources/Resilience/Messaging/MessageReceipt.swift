/// Names one receive of one message, by which its receiver may delete it or hide it for longer.
///
/// The next receive of the message makes the receipt stale.
@frozen
public struct MessageReceipt: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  /// The how many-th receive of the message it was, counted from 1.
  public let receiveCount: Int

  @inlinable
  init(token: SlabToken, receiveCount: Int) {
    self.token = token
    self.receiveCount = receiveCount
  }
}
