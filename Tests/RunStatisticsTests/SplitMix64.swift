/// A small generator with a known sequence (Steele, Lea and Flood 2014), so that a seed is a test case.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A whole number below `bound`.
  mutating func next(below bound: Int64) -> Int64 {
    Int64(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A whole number of any magnitude up to `bits` bits, as latencies in nanoseconds are.
  mutating func magnitude(bits: Int64) -> Int64 {
    Int64(next() >> 1) >> (63 - next(below: bits + 1))
  }

  /// A double from 0 to 1.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
