/// A list of entries in the chunks of a ``ChunkStore``; of its chunks all but the last are full.
@frozen
@usableFromInline
struct ChunkList: BitwiseCopyable {
  /// The chunks at both ends; 0 in an empty list.
  @usableFromInline var first: UInt32 = 0
  @usableFromInline var last: UInt32 = 0

  /// The number of entries.
  @usableFromInline var count: UInt32 = 0

  @inlinable
  init() {}
}
