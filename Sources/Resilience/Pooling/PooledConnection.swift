/// Names a connection of a pool, and after its end no other.
@frozen
public struct PooledConnection: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let token: SlabToken

  @inlinable
  init(token: SlabToken) { self.token = token }
}

/// A connection in somebody's hands.
@frozen
public struct ConnectionLease: BitwiseCopyable, Hashable, Sendable {
  public let connection: PooledConnection

  /// Whether it has not been used for so long that it should be asked whether it is alive. If it is
  /// not, it is given back as broken, and its borrower tries again in the time that is left.
  public let needsValidation: Bool

  @inlinable
  init(_ connection: PooledConnection, needsValidation: Bool) {
    self.connection = connection
    self.needsValidation = needsValidation
  }
}
