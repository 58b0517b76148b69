/// A place in an order: by a key, and among equal keys by who came first.
@frozen
@usableFromInline
package struct QueueRank: BitwiseCopyable, Comparable, Sendable {
  @usableFromInline package var key: Int64

  /// A number that is counted up, so that no two ranks of one order are equal.
  @usableFromInline package var order: UInt64

  @inlinable
  package init(key: Int64, order: UInt64) {
    self.key = key
    self.order = order
  }

  @inlinable
  package static func < (first: Self, second: Self) -> Bool {
    first.key == second.key ? first.order < second.order : first.key < second.key
  }

  /// The rank in the opposite order.
  @inlinable
  package var reversed: Self { Self(key: ~key, order: ~order) }
}
