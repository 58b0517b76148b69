/// Stands for one request under way, from its admission until it is released, and for no other ever
/// after.
@frozen
public struct ConcurrencyToken: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let slab: SlabToken

  @inlinable
  init(_ slab: SlabToken) { self.slab = slab }
}

/// What a limit on concurrency answers to one request.
@frozen
public enum ConcurrencyDecision: BitwiseCopyable, Hashable, Sendable {
  /// The request proceeds, and its token is released when it ends.
  case admitted(ConcurrencyToken)

  /// As many requests as may be are under way.
  case rejected

  @inlinable
  public var token: ConcurrencyToken? {
    guard case .admitted(let token) = self else { return nil }
    return token
  }
}

extension ConcurrencyToken: CustomStringConvertible {
  public var description: String { "\(slab.index)/\(slab.generation)" }
}
