/// Philox4x64 with ten rounds: four words of noise as a pure function of a counter and a key.
///
/// A counter-based generator has no state to advance. Each of the 2^256 counters yields its own
/// block under each of the 2^128 keys, in any order and on any thread.
///
/// - SeeAlso: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011.
@frozen
public enum Philox4x64 {
  /// Returns the block of `counter` under `key`.
  ///
  /// Never inlined: six words arrive and four leave in registers, and twenty wide multiplications
  /// cost far more than the call.
  @inlinable
  @inline(never)
  public static func block(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> RandomBlock {
    rounds(counter: counter, key: key)
  }

  /// Returns the first word of the block, for the many who need no more of it.
  @inlinable
  @inline(never)
  public static func firstWord(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> UInt64 {
    rounds(counter: counter, key: key).first
  }

  @inlinable
  @inline(__always)
  static func rounds(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> RandomBlock {
    var (word0, word1, word2, word3) = counter
    var (key0, key1) = key
    for _ in 0..<10 {
      let left = word0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let right = word2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      word0 = right.high ^ word1 ^ key0
      word1 = right.low
      word2 = left.high ^ word3 ^ key1
      word3 = left.low
      // The odd 64-bit parts of the golden ratio and of √3 - 1.
      key0 &+= 0x9E37_79B9_7F4A_7C15
      key1 &+= 0xBB67_AE85_84CA_A73B
    }
    return RandomBlock(word0, word1, word2, word3)
  }
}
