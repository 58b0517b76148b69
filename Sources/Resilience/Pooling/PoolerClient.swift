/// Names a client of a ``ServerPool``, and after its end no other.
@frozen
public struct PoolerClient: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @usableFromInline
  init(token: SlabToken) { self.token = token }
}

/// Names a server of a ``ServerPool``, and after its end no other.
@frozen
public struct PoolerServer: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @usableFromInline
  init(token: SlabToken) { self.token = token }
}
