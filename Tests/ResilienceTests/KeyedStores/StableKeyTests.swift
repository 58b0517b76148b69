import Resilience
import Testing

@Suite struct StableKeyTests {
  /// Recomputed from the definition by an independent program.
  @Test(arguments: [
    (0 as UInt64, 0x0000_0000_0000_0000 as UInt64), (1, 0x5692_161D_100B_05E5),
    (2, 0xDBD2_3897_3A2B_148A),
    (.max, 0xB4D0_55FC_F2CB_BD7B),
  ])
  func `a hash is the same in every process`(key: UInt64, hash: UInt64) {
    #expect(key.stableHash == hash)
    #expect(Int64(bitPattern: key).stableHash == hash)
    #expect(Int(bitPattern: UInt(key)).stableHash == hash)
  }

  /// Consecutive numbers, multiples of a power of two and keys that differ only in high bits are what
  /// weak hashes trip over. With 4,096 keys in 4,096 homes a random function leaves 1/e of the homes
  /// empty, which is 1,507 on average with a standard deviation of 20.
  @Test(arguments: [1, 8, 4096, 1 << 32, 1 << 52, 0x1_0001] as [UInt64])
  func `regular keys spread like random ones`(stride: UInt64) {
    var homes: Set<UInt64> = []
    var tags: Set<UInt64> = []
    for index in 0..<4096 as Range<UInt64> {
      homes.insert((index &* stride).stableHash >> 52)
      tags.insert((index &* stride).stableHash & 0xFFF)
    }
    #expect((1387...1627).contains(4096 - homes.count))
    #expect((1387...1627).contains(4096 - tags.count))
  }

  @Test func `texts hash by their bytes`() {
    let texts = ["", "a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "\0", "\0\0", "key:1", "key:2"]
    #expect(Set(texts.map(\.stableHash)).count == texts.count)
    let (composed, decomposed) = ("\u{e9}", "e\u{301}")
    #expect(composed == decomposed)
    #expect(!composed.isSame(as: decomposed))
    #expect(composed.stableHash != decomposed.stableHash)
    #expect("ab".isSame(as: "ab"))
  }
}
