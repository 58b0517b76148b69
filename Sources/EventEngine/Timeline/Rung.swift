/// A stretch of time cut into buckets of equal width, each with the unsorted events of its part.
///
/// ```
///    start     start + 2^shift                          the end of what the rung refines
///      | bucket 0 | bucket 1 | ... |  bucket `last`, with all that is left  |
/// ```
@frozen
@usableFromInline
struct Rung: BitwiseCopyable {
  /// The least key of the first bucket.
  @usableFromInline var start: UInt64 = 0

  /// The least key of the bucket at the cursor; what is earlier has moved below the rung.
  @usableFromInline var limit: UInt64 = 0

  /// The binary logarithm of a bucket's width.
  @usableFromInline var shift: UInt64 = 0

  /// The number of the last bucket, which may be wider than the others.
  @usableFromInline var last: UInt64 = 0

  /// The number of the first bucket that has not been taken.
  @usableFromInline var cursor: UInt64 = 0

  @usableFromInline var buckets: UnsafeMutablePointer<ChunkList>

  /// The number of buckets that there is memory for.
  @usableFromInline var capacity = 0

  /// The number of entries up to which a rung divides them into buckets small enough to sort.
  @inlinable
  static var fineLimit: UInt64 { 16_384 }

  @inlinable
  init() {
    buckets = .allocate(capacity: 0)
  }

  /// The bucket for a key of this rung.
  @inlinable
  @inline(__always)
  func bucket(for key: UInt64) -> UnsafeMutablePointer<ChunkList> {
    bucket(min((key &- start) &>> shift, last))
  }

  @inlinable
  @inline(__always)
  func bucket(_ number: UInt64) -> UnsafeMutablePointer<ChunkList> {
    buckets + Int(truncatingIfNeeded: number)
  }

  /// Takes what is in a bucket.
  @inlinable
  func take(_ number: UInt64) -> ChunkList {
    let list = bucket(number).pointee
    bucket(number).pointee = ChunkList()
    return list
  }

  /// Moves the cursor on to a bucket.
  @inlinable
  mutating func advance(to number: UInt64) {
    cursor = number
    limit = start &+ number &<< shift
  }

  /// Moves the cursor to the next bucket with anything in it; false if there is none.
  @inlinable
  mutating func advanceToEntries() -> Bool {
    var number = cursor
    while number <= last {
      if bucket(number).pointee.count > 0 {
        advance(to: number)
        return true
      }
      number &+= 1
    }
    return false
  }

  /// Lays an empty rung out for `count` entries that lie `mean` after `start` on average.
  ///
  /// Of few entries, four to eight come into each bucket if they are spread like those of a busy
  /// simulation, most dense at the start. Of many, as many as a finer rung divides best. There
  /// are enough buckets to reach at least four times as far as the mean.
  @inlinable
  mutating func layOut(from start: UInt64, to end: UInt64, count: UInt64, mean: UInt64) {
    let parts = count <= Self.fineLimit ? count : max(64, min(count / 1024, Self.fineLimit))
    let width = max(1, mean / parts &* 8)
    shift = UInt64(63 &- width.leadingZeroBitCount)
    let buckets = UInt64(1) &<< UInt64(64 &- (parts &- 1).leadingZeroBitCount)
    last = min(buckets, (end &- 1 &- start) &>> shift)
    self.start = start
    advance(to: 0)
    if capacity <= last { reserve(Int(buckets) + 1) }
  }

  /// Makes memory for more buckets; those that there are must be empty.
  @inlinable
  @inline(never)
  mutating func reserve(_ capacity: Int) {
    buckets.deallocate()
    buckets = .allocate(capacity: capacity)
    buckets.initialize(repeating: ChunkList(), count: capacity)
    self.capacity = capacity
  }
}
