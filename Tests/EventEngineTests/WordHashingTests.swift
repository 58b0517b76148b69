import EventEngine
import Testing

@Suite struct WordHashingTests {
  /// The first two and "foobar" are [upstream], from the FNV reference; the rest are the project's own
  /// design vectors.
  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
      ("gateway", 0x9d27_17bf_e2cf_a019), ("db", 0x0891_4e07_b53b_a1e3),
      ("service", 0xcc37_e194_6446_a284),
    ] as [(String, UInt64)])
  func `FNV-1a hashes bytes as published`(text: String, hash: UInt64) {
    #expect(fnv1a64(text.utf8) == hash)
  }

  @Test(
    arguments: [
      ("gateway", 0x4b8d_b096_353a_e695), ("db", 0x9c9f_9db8_16c1_d85e),
      ("service", 0xb2e2_51c7_1d2c_a502), ("interarrival", 0x0497_1202_e3cb_129a),
    ] as [(String, UInt64)])
  func `a stream is identified by the mixed hash of its name`(name: String, id: UInt64) {
    #expect(StreamName(name).id == id)
    #expect(StreamName(name) == StreamName(name))
  }

  @Test func `mixing keeps 0 and changes about half of the bits for each bit`() {
    #expect(mix64(0) == 0)
    var flipped = 0
    for bit in 0..<64 {
      let word: UInt64 = 0x0123_4567_89ab_cdef
      flipped += (mix64(word) ^ mix64(word ^ 1 << UInt64(bit))).nonzeroBitCount
    }
    #expect((64 * 29...64 * 35).contains(flipped))
  }

  /// [upstream] The first row is the test of `rand_xoshiro`, after the authors' C code; the others are
  /// computed.
  @Test(
    arguments: [
      (
        1_477_776_061_723_855_037,
        [1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398]
      ),
      (
        0,
        [
          0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f,
          0xf88b_b8a8_724c_81ec,
        ]
      ),
      (
        42,
        [
          0xbdd7_3226_2feb_6e95, 0x28ef_e333_b266_f103, 0x4752_6757_130f_9f52,
          0x581c_e1ff_0e4a_e394,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func `SplitMix64 agrees with its authors`(seed: UInt64, words: [UInt64]) {
    var generator = SplitMix64(seed: seed)
    for word in words { #expect(generator.next() == word) }
  }
}
