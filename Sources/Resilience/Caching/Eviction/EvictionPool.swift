/// The sixteen best candidates that Redis has met, kept from one eviction to the next.
///
/// A candidate's score is that of the moment at which it was sampled: the idle time in seconds, or
/// 255 less the frequency counter. Higher scores leave first. As in `evictionPoolPopulate`: among
/// equal scores the one that came first leaves first, a full pool drops its worst to make room for
/// a better one, and a key may stand in the pool twice.
@frozen
public struct EvictionPool: Sendable {
  /// How many candidates it holds at most: `EVPOOL_SIZE`.
  @inlinable
  public static var limit: Int { 16 }

  /// A slot, and the hash of the key that it had when it was sampled.
  @frozen
  public struct Candidate: BitwiseCopyable, Hashable, Sendable {
    public let slot: Int
    public let hash: UInt64
    public let score: UInt32

    @inlinable
    public init(slot: Int, hash: UInt64, score: UInt32) {
      self.slot = slot
      self.hash = hash
      self.score = score
    }
  }

  /// Worst first.
  @usableFromInline var candidates: ContiguousArray<Candidate> = []

  @inlinable
  public init() {}

  @inlinable
  public var count: Int { candidates.count }

  /// Adds a candidate, unless the pool is full of better ones.
  @inlinable
  public mutating func insert(_ candidate: Candidate) {
    var position = 0
    while position < candidates.count, candidates[position].score < candidate.score {
      position += 1
    }
    if candidates.count == Self.limit {
      if position == 0 { return }
      candidates.removeFirst()
      position -= 1
    }
    candidates.insert(candidate, at: position)
  }

  /// Takes out the candidate with the highest score.
  @inlinable
  public mutating func takeBest() -> Candidate? { candidates.popLast() }

  @inlinable
  public mutating func removeAll() { candidates.removeAll(keepingCapacity: true) }

  /// Fills the pool with a sample and takes the best candidate that is still there, again until
  /// there is one.
  ///
  /// - Parameters:
  ///   - samples: how many of the slots `0..<capacity` are looked at, each with the same
  ///     probability.
  ///   - draw: 64 random bits from which all samples of a round are made.
  @inlinable
  mutating func evict(
    samples: Int, capacity: Int, hashOf: (Int) -> UInt64, draw: () -> UInt64,
    score: (_ slot: Int) -> UInt32
  ) -> Int {
    while true {
      let seed = draw()
      for number in 0..<samples {
        // SplitMix64's sequence from the draw; its upper half, read as a fraction, picks a slot.
        let word = KeyHash.mix64(seed &+ UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15)
        let slot = Int(word.multipliedFullWidth(by: UInt64(capacity)).high)
        insert(Candidate(slot: slot, hash: hashOf(slot), score: score(slot)))
      }
      while let best = takeBest() {
        // Who has left since then, and whose place another key has taken, is skipped.
        if hashOf(best.slot) == best.hash { return best.slot }
      }
    }
  }

  @inlinable
  var bytes: Int { candidates.capacity * MemoryLayout<Candidate>.stride }
}
