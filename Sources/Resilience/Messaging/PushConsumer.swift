/// Names a consumer of a ``PushQueue``, and after its end no other.
@frozen
public struct PushConsumer: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @inlinable
  init(token: SlabToken) { self.token = token }
}
