import EventEngine
import Testing

@Suite struct PhiloxTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var title: String
    var counter: (UInt64, UInt64, UInt64, UInt64)
    var key: (UInt64, UInt64)
    var block: RandomBlock
    var testDescription: String { title }
  }

  static let ones = UInt64.max

  /// [upstream] The first three are the lines for philox4x64 with 10 rounds in `kat_vectors` of
  /// Random123; the last is the first block of NumPy's `Philox(key=[42, 7], counter=[4, 5, 6, 7])`,
  /// which counts before it draws.
  static let vectors = [
    Vector(
      title: "zeros", counter: (0, 0, 0, 0), key: (0, 0),
      block: RandomBlock(
        0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b)),
    Vector(
      title: "ones", counter: (ones, ones, ones, ones), key: (ones, ones),
      block: RandomBlock(
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0)),
    Vector(
      title: "digits of pi",
      counter: (
        0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89
      ),
      key: (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c),
      block: RandomBlock(
        0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6)),
    Vector(
      title: "NumPy", counter: (5, 5, 6, 7), key: (42, 7),
      block: RandomBlock(
        0xb20f_caa5_37bc_9e81, 0xa517_469f_f24b_5c5b, 0xdc51_2f45_63aa_4e5b, 0x68f9_4da0_ecee_b44f)),
  ]

  @Test(arguments: vectors)
  func `Philox agrees with its authors`(_ vector: Vector) {
    #expect(Philox4x64.block(counter: vector.counter, key: vector.key) == vector.block)
  }
}
