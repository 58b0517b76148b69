/// The eviction policies that a cache can be told to use.
@frozen
public enum EvictionKind: String, CaseIterable, Hashable, Sendable {
  /// Least recently used: ``LRUEviction``.
  case lru

  /// First in, first out: ``FIFOEviction``.
  case fifo

  /// Any, with equal probability: ``RandomEviction``.
  case random
}
