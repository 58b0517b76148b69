/// Lets algorithms that choose at random draw from one address.
extension Draws: RandomNumberGenerator {
  @inlinable
  public mutating func next() -> UInt64 { nextWord() }
}
