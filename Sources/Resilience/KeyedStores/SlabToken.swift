/// Names one element of a ``TokenSlab`` and, for ever after, no other.
@frozen
@usableFromInline
package struct SlabToken: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline package let index: Int32
  @usableFromInline let generation: UInt32

  @inlinable
  init(index: Int32, generation: UInt32) {
    self.index = index
    self.generation = generation
  }
}
