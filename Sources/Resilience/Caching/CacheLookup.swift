/// What a cache answers to one lookup.
@frozen
public enum CacheLookup<Value> {
  case hit(Value)

  /// The key is not in the cache.
  case miss

  /// The key was in the cache, but its time was up; the lookup has removed it.
  case expired

  /// The value of a hit.
  @inlinable
  public var value: Value? {
    switch self {
    case .hit(let value): value
    case .miss, .expired: nil
    }
  }
}

extension CacheLookup: Sendable where Value: Sendable {}
extension CacheLookup: BitwiseCopyable where Value: BitwiseCopyable {}
extension CacheLookup: Equatable where Value: Equatable {}
