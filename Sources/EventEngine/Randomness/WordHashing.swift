/// Returns `word` with every bit spread over all of them: the finaliser of SplitMix64.
///
/// It is a bijection, so that distinct words stay distinct, and it maps 0 to 0.
///
/// - SeeAlso: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014;
///   the constants are Stafford's mix 13.
@inlinable
public func mix64(_ word: UInt64) -> UInt64 {
  var mixed = word
  mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}

/// Returns the 64-bit FNV-1a hash of `bytes`, the same in every process and on every machine.
///
/// - Complexity: O(*n*), where *n* is the number of bytes.
/// - SeeAlso: Fowler, Noll, Vo, *The FNV non-cryptographic hash algorithm*, IETF draft.
@inlinable
public func fnv1a64(_ bytes: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  return hash
}
