/// The draws at one address, taken one word after another.
///
/// Make it where a random quantity is needed and drop it afterwards:
///
///     var draws = source.draws(component: database, purpose: service, index: request)
///     let span = serviceTime.sample(&draws)
///
/// A cursor that is never asked costs nothing. The first word computes a block of four; the fifth
/// moves on to the next attempt at the same address. However many words a variate takes, no other
/// address is touched.
@frozen
public struct Draws: BitwiseCopyable, Sendable {
  @usableFromInline let source: RandomSource
  @usableFromInline let component: UInt64
  @usableFromInline let purpose: UInt64
  @usableFromInline let index: UInt64
  @usableFromInline var attempt: UInt64
  @usableFromInline var remaining: UInt64
  @usableFromInline var word0: UInt64
  @usableFromInline var word1: UInt64
  @usableFromInline var word2: UInt64
  @usableFromInline var word3: UInt64

  /// - Parameters:
  ///   - component: The ``StreamName/id`` of what the draw belongs to.
  ///   - purpose: The ``StreamName/id`` of what it is for.
  ///   - index: Which of the draws for this purpose: a request, an arrival, a fault.
  ///   - attempt: The first attempt at this address: not 0 where the same is drawn once more.
  @inlinable
  public init(
    _ source: RandomSource, component: UInt64, purpose: UInt64, index: UInt64, attempt: UInt64 = 0
  ) {
    self.source = source
    self.component = component
    self.purpose = purpose
    self.index = index
    self.attempt = attempt
    remaining = 0
    (word0, word1, word2, word3) = (0, 0, 0, 0)
  }

  /// Returns the next 64 random bits.
  @inlinable
  public mutating func nextWord() -> UInt64 {
    if remaining == 0 {
      let block = source.block(
        component: component, purpose: purpose, index: index, attempt: attempt)
      (word0, word1, word2, word3) = (block.first, block.second, block.third, block.fourth)
      attempt &+= 1
      remaining = 4
    }
    // The words move up, so that no word is looked up by its position.
    let word = word0
    (word0, word1, word2) = (word1, word2, word3)
    remaining &-= 1
    return word
  }

  /// Returns the next number in [0, 1), a multiple of 2^-53.
  @inlinable
  public mutating func nextUnit() -> Double {
    Double(Int64(truncatingIfNeeded: nextWord() >> 11)) * 0x1p-53
  }

  /// Returns the next number in (0, 1], a multiple of 2^-53; its logarithm is finite.
  @inlinable
  public mutating func nextPositiveUnit() -> Double { Self.positiveUnit(nextWord()) }

  /// Returns the next number in (0, 1), an odd multiple of 2^-53; `x` and `1 - x` are equally likely.
  @inlinable
  public mutating func nextOpenUnit() -> Double { Self.openUnit(nextWord()) }

  /// What ``nextPositiveUnit()`` makes of a word.
  @inlinable
  @inline(__always)
  public static func positiveUnit(_ word: UInt64) -> Double {
    Double(Int64(truncatingIfNeeded: (word >> 11) &+ 1)) * 0x1p-53
  }

  /// What ``nextOpenUnit()`` makes of a word.
  @inlinable
  @inline(__always)
  public static func openUnit(_ word: UInt64) -> Double {
    Double(Int64(truncatingIfNeeded: (word >> 11) | 1)) * 0x1p-53
  }

  /// Returns a whole number in `0..<bound`, always from one word.
  ///
  /// No number is favoured by more than `bound` in 2^64, which no simulation can see.
  ///
  /// - Precondition: `bound` is not 0.
  @inlinable
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no whole number below 0 to draw")
    return nextWord().multipliedFullWidth(by: bound).high
  }

  /// Decides whether something of the given probability happens, always from one word.
  ///
  /// What happens at one probability also happens at every larger one.
  @inlinable
  public mutating func happens(_ probability: Probability) -> Bool {
    probability.includes(nextWord())
  }
}
