/// Random words for jitter and for choices among equals: SplitMix64 of Steele, Lea and Flood (2014).
/// Fast and small, and no secret.
///
/// - SeeAlso: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, 2014.
@usableFromInline
struct WordSequence: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  init(seed: UInt64) { state = seed }

  @inlinable
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return KeyHash.mix64(state)
  }
}
