import EventEngine
import Testing
import TimeBase

@Suite struct TimelineTieOrderTests {
  @Test(arguments: [
    ("fifo", TieOrder.insertion), ("shuffle:0", .shuffled(seed: 0)),
    ("shuffle:18446744073709551615", .shuffled(seed: .max)),
  ])
  func `a tie order is read and printed`(text: String, order: TieOrder) {
    #expect(TieOrder(text) == order)
    #expect(order.description == text)
  }

  @Test(arguments: [
    "", "FIFO", "fifo ", "lifo", "shuffle", "shuffle:", "shuffle:-1", "shuffle:+1", "shuffle:1.0",
    "shuffle:0x1", "shuffle:18446744073709551616", "shuffle:1:2",
  ])
  func `what is not a tie order is not read`(text: String) {
    #expect(TieOrder(text) == nil)
  }

  /// From the design vectors of the random streams: `mix64` of the FNV-1a hashes of three names.
  @Test(
    arguments: [
      (0x9d27_17bf_e2cf_a019, 0x4b8d_b096_353a_e695),
      (0x0891_4e07_b53b_a1e3, 0x9c9f_9db8_16c1_d85e),
      (0xcc37_e194_6446_a284, 0xb2e2_51c7_1d2c_a502),
    ] as [(UInt64, UInt64)])
  func `a shuffle mixes as SplitMix64 does`(word: UInt64, mixed: UInt64) {
    #expect(mix64(word) == mixed)
    #expect(
      EventOrder(.shuffled(seed: 0x9d27_17bf_e2cf_a019)).shuffledPlace(
        of: word ^ 0x4b8d_b096_353a_e695) == mixed)
  }

  @Test(arguments: [0, 1, 2, 42] as [UInt64])
  func `a shuffle keeps faults first and probes last`(seed: UInt64) {
    let played = Self.played(.shuffled(seed: seed))
    #expect(played.prefix(20).allSatisfy { $0 % 5 == 0 })
    #expect(played.suffix(20).allSatisfy { $0 % 5 == 4 })
    #expect(played.sorted() == Array(0..<100))
  }

  @Test func `a shuffle depends on its seed alone`() {
    let played = (0...9).map { Self.played(.shuffled(seed: $0)) }
    #expect(Set(played).count == 10)
    #expect((0...9).map { Self.played(.shuffled(seed: $0)) } == played)
    // Completions, timers and arrivals are one group, not three.
    #expect(played.allSatisfy { Set($0[20..<40].map { $0 % 5 }).count == 3 })
  }

  /// The events 0 to 99 at one instant, with the phase of their remainder by five.
  private static func played(_ order: TieOrder) -> [UInt64] {
    var timeline = Timeline<UInt64>(tieOrder: order)
    for event in 0..<100 {
      timeline.schedule(UInt64(event), at: .zero, phase: Phase.allCases[event % 5])
    }
    return timeline.takeAll()
  }
}
