/// The memory of a ladder: chunks of eight entries, linked into first-in-first-out lists.
///
/// All lists share one piece of memory, and a chunk that is read out is the next to be handed out
/// while it is still in the cache. So memory is bounded by the most events that were ever pending
/// at once, and by a chunk for each list that is not empty.
@frozen
@usableFromInline
struct ChunkStore<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Entry = TimelineEntry<Event>

  @usableFromInline var entries: UnsafeMutablePointer<Entry>

  /// For each chunk the one that follows in its list, or among the spare ones.
  ///
  /// Chunk 0 is never used, so that its link can be written in vain.
  @usableFromInline var links: UnsafeMutablePointer<UInt32>

  /// The number of chunks, of which ``spare`` is to be handed out next; 0 is none.
  @usableFromInline var capacity = 0
  @usableFromInline var spare: UInt32 = 0

  @inlinable
  static var chunkSize: Int { 8 }

  @inlinable
  init() {
    entries = .allocate(capacity: 0)
    links = .allocate(capacity: 0)
  }

  @inlinable
  deinit {
    entries.deallocate()
    links.deallocate()
  }

  /// Adds an entry to the end of a list.
  ///
  /// Whether the list needs a new chunk is anyone's guess, and the processor's is often wrong.
  /// So both cases are computed without a branch, and one is chosen.
  @inlinable
  @inline(__always)
  mutating func append(_ entry: Entry, to list: UnsafeMutablePointer<ChunkList>) {
    if spare == 0 { grow() }
    let old = list.pointee
    let offset = Int(truncatingIfNeeded: old.count) & (Self.chunkSize &- 1)
    let needsChunk = offset == 0
    let fresh = spare
    let following = links[Int(truncatingIfNeeded: fresh)]
    links[Int(truncatingIfNeeded: needsChunk ? old.last : 0)] = fresh
    spare = needsChunk ? following : fresh
    let chunk = needsChunk ? fresh : old.last
    let mask: UInt32 = 0 &- (old.count == 0 ? 1 : 0)
    list.pointee.first = old.first | fresh & mask
    list.pointee.last = chunk
    list.pointee.count = old.count &+ 1
    entries[Int(truncatingIfNeeded: chunk) &* Self.chunkSize &+ offset] = entry
  }

  /// Hands the entries of a list to `body` chunk by chunk, first in first out, as the index of
  /// the first and their number, and takes the chunks back.
  ///
  /// `body` may append to other lists, which may move ``entries``, but does not touch the chunk
  /// that it is being handed.
  @inlinable
  @inline(__always)
  mutating func drain(_ list: ChunkList, _ body: (inout Self, Int, Int) -> Void) {
    var remaining = Int(truncatingIfNeeded: list.count)
    var chunk = list.first
    while remaining > 0 {
      let index = Int(truncatingIfNeeded: chunk)
      let following = links[index]
      let size = min(remaining, Self.chunkSize)
      body(&self, index &* Self.chunkSize, size)
      links[index] = spare
      spare = chunk
      chunk = following
      remaining &-= size
    }
  }

  /// The least key of a list that is not empty, and the mean of what its keys exceed it by.
  @inlinable
  func extent(of list: ChunkList) -> (least: UInt64, mean: UInt64) {
    var remaining = Int(truncatingIfNeeded: list.count)
    var chunk = Int(truncatingIfNeeded: list.first)
    var least = UInt64.max
    var sum = WideSum()
    while remaining > 0 {
      let size = min(remaining, Self.chunkSize)
      var entry = entries + chunk &* Self.chunkSize
      let end = entry + size
      while entry < end {
        least = min(least, entry.pointee.key)
        sum.add(entry.pointee.key)
        entry += 1
      }
      chunk = Int(truncatingIfNeeded: links[chunk])
      remaining &-= size
    }
    return (least, sum.mean(of: UInt64(list.count)) &- least)
  }

  /// Takes all chunks back.
  @inlinable
  mutating func removeAll() {
    spare = 0
    makeSpare(from: 1)
  }

  /// Makes the chunks from `start` on spare, to be handed out in their order.
  @inlinable
  mutating func makeSpare(from start: Int) {
    var chunk = capacity
    while chunk > start {
      chunk -= 1
      links[chunk] = spare
      spare = UInt32(chunk)
    }
  }

  @inlinable
  @inline(never)
  mutating func grow() {
    let old = capacity
    precondition(old < 1 << 31, "more than \(old * Self.chunkSize) events are pending")
    capacity = max(16, 2 * old)
    let grownEntries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * Self.chunkSize)
    grownEntries.initialize(from: entries, count: old * Self.chunkSize)
    entries.deallocate()
    entries = grownEntries
    let grownLinks = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    grownLinks.initialize(from: links, count: old)
    links.deallocate()
    links = grownLinks
    makeSpare(from: max(1, old))
  }
}
