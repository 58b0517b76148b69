/// The fixed hash of every keyed store in this library.
///
/// The standard library's hasher is seeded anew in each process, so nothing that decides anything
/// may depend on it. This one gives the same value on every machine. It is no defence against keys
/// that an attacker chose to collide: give such keys a keyed hash before they come here.
@usableFromInline
package enum KeyHash {
  /// Scatters the bits of `word`; no two words give the same (Stafford's variant 13 of the finalizer
  /// of MurmurHash3, which SplitMix64 uses).
  @inlinable
  package static func mix64(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
