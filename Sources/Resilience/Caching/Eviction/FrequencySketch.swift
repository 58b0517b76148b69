/// A Count-Min sketch of four-bit counters that are halved now and then: the frequency filter of
/// TinyLFU, in the arrangement of Caffeine.
///
/// ```
/// one block: eight words, the 64 bytes of a cache line, 128 counters
/// [ 16 counters ][ 16 ] [ 16 ][ 16 ] [ 16 ][ 16 ] [ 16 ][ 16 ]
///  └─ row 0: one of 32 ┘ └─ row 1 ─┘  └─ row 2 ─┘  └─ row 3 ─┘
/// ```
///
/// A key has one block and in it a counter in each of four rows; its frequency is the lowest of
/// them. After ten increments for each entry of the cache all counters are halved, and the number
/// of increments becomes half of what was left, less a quarter of the odd counters. There is one
/// word for each entry, rounded up to a power of two.
///
/// Caffeine mixes the 32 bits of `hashCode` into block and counters; here both come from the 64
/// bits of the hash, so that single estimates differ from Caffeine's, but not their distribution.
///
/// - SeeAlso: Einziger, Friedman and Manes, *TinyLFU: a highly efficient cache admission policy*,
///   ACM Transactions on Storage, 2017.
@frozen
public struct FrequencySketch: FrequencyEstimator {
  @usableFromInline var words: ContiguousArray<UInt64> = []
  @usableFromInline var capacity = 0
  @usableFromInline var blockMask: UInt64 = 0

  /// Increments since the beginning, halved whenever the counters are.
  @usableFromInline var size = 0
  @usableFromInline var sampleSize = 0

  @inlinable
  public init() {}

  @inlinable
  public mutating func reset(capacity: Int) {
    self.capacity = capacity
    words = []
    size = 0
    sampleSize = min(max(1, capacity) * 10, Int(Int32.max))
  }

  @inlinable
  public mutating func begin() {
    guard words.isEmpty else { return }
    var count = 8
    while count < capacity { count *= 2 }
    words = ContiguousArray(repeating: 0, count: count)
    blockMask = UInt64(count / 8 - 1)
  }

  @inlinable
  public mutating func increment(_ hash: UInt64) {
    guard !words.isEmpty else { return }
    var hasCounted = false
    for row in 0..<4 {
      let (word, shift) = counter(of: hash, row: row)
      guard words[word] >> shift & 15 < 15 else { continue }
      words[word] += 1 << shift
      hasCounted = true
    }
    if hasCounted {
      size += 1
      if size == sampleSize { age() }
    }
  }

  @inlinable
  public func frequency(of hash: UInt64) -> Int {
    guard !words.isEmpty else { return 0 }
    var lowest: UInt64 = 15
    for row in 0..<4 {
      let (word, shift) = counter(of: hash, row: row)
      lowest = min(lowest, words[word] >> shift & 15)
    }
    return Int(lowest)
  }

  @inlinable
  public var bytes: Int { words.capacity * MemoryLayout<UInt64>.stride }

  /// The word that holds the counter of a key in a row, and where in it.
  @inlinable
  func counter(of hash: UInt64, row: Int) -> (word: Int, shift: UInt64) {
    let block = Int(truncatingIfNeeded: hash >> 32 & blockMask) << 3
    let byte = hash >> UInt64(row << 3)
    return (block + row << 1 + Int(truncatingIfNeeded: byte & 1), (byte >> 1 & 15) << 2)
  }

  /// Halves all counters.
  ///
  /// - Complexity: O(*n*) in the capacity, once in as many increments.
  @inlinable
  @inline(never)
  mutating func age() {
    var odd = 0
    for index in words.indices {
      odd += (words[index] & 0x1111_1111_1111_1111).nonzeroBitCount
      words[index] = words[index] >> 1 & 0x7777_7777_7777_7777
    }
    size = (size - odd >> 2) >> 1
  }
}
