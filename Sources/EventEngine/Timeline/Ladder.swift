/// The events that do not come next: rungs of buckets, each refining a bucket of the rung above.
///
/// An event waits unsorted in a wide bucket and moves to a narrower one when its time comes near,
/// so that it is moved a few times altogether, however many are pending. A bucket with few
/// entries is sorted into the near buffer. How wide buckets are follows from how many events lie
/// how far ahead at that moment; no unit of time is built in.
///
/// After the ladder queue of Tang, Goh and Thng (ACM TOMACS 15(3), 2005), with widths that are
/// powers of two, and without its separate list of events beyond the ladder: the last bucket of
/// a rung takes what lies beyond the others.
///
/// - Complexity: amortised O(1) for each entry, with a factor that grows with the logarithm of
///   the ratio of the longest to the shortest distance between entries.
@frozen
@usableFromInline
struct Ladder<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Entry = TimelineEntry<Event>

  @usableFromInline var chunks = ChunkStore<Event>()
  @usableFromInline let rungs: UnsafeMutablePointer<Rung>

  /// The number of rungs in use; the last of them is the finest, and the first to be played.
  @usableFromInline var depth = 0

  /// The number of rungs that have been used.
  @usableFromInline var madeRungs = 0

  @usableFromInline var work = WorkCount()

  /// The most rungs. Each is narrower than the one above by a factor of two at least, mostly by
  /// far more, so that only a hostile schedule needs that many.
  @inlinable
  static var depthLimit: Int { 32 }

  @inlinable
  init() {
    rungs = .allocate(capacity: Self.depthLimit)
  }

  @inlinable
  deinit {
    for index in 0..<madeRungs { rungs[index].buckets.deallocate() }
    rungs.deallocate()
  }

  /// Adds an entry that is not below the near buffer's limit; there must be a rung.
  @inlinable
  mutating func insert(_ entry: Entry) {
    var rung = rungs + (depth &- 1)
    while rung > rungs, entry.key >= (rung - 1).pointee.limit { rung -= 1 }
    work.add(rungs + depth - rung)
    chunks.append(entry, to: rung.pointee.bucket(for: entry.key))
  }

  /// Adds a rung for what is in the near buffer and empties that; false if that would not help.
  ///
  /// - Parameter start: The least key that may still be scheduled.
  @inlinable
  @inline(never)
  mutating func spread(_ near: inout NearBuffer<Event>, from start: UInt64) -> Bool {
    // Eight keys are one instant.
    guard depth < Self.depthLimit, near.limit &- start > 8 else { return false }
    let entries = UnsafeBufferPointer(start: near.entries + near.head, count: near.count)
    var sum = WideSum()
    for entry in entries { sum.add(entry.key &- start) }
    work.add(2 &* entries.count)
    let count = UInt64(entries.count)
    let rung = addRung()
    rung.pointee.layOut(from: start, to: near.limit, count: count, mean: sum.mean(of: count))
    for entry in entries { chunks.append(entry, to: rung.pointee.bucket(for: entry.key)) }
    near.removeAll()
    near.limit = start
    return true
  }

  @inlinable
  mutating func addRung() -> UnsafeMutablePointer<Rung> {
    let rung = rungs + depth
    if depth == madeRungs {
      rung.initialize(to: Rung())
      madeRungs += 1
    }
    depth += 1
    return rung
  }

  /// Forgets all entries.
  @inlinable
  mutating func removeAll() {
    for index in 0..<depth {
      let rung = rungs[index]
      rung.buckets.update(repeating: ChunkList(), count: Int(rung.last) + 1)
    }
    depth = 0
    chunks.removeAll()
  }
}
