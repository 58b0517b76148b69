import EventEngine
import Testing

@Suite struct DrawsTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var replication: UInt64 = 0
    var component: String
    var purpose: String
    var index: UInt64 = 0
    var attempt: UInt64 = 0
    var block: RandomBlock
    var unit: Double
    var testDescription: String { "\(replication)/\(component)/\(purpose)/\(index)/\(attempt)" }
  }

  /// The project's own design vectors under seed 42, cross-checked with NumPy's Philox.
  static let vectors = [
    Vector(
      component: "client", purpose: "interarrival",
      block: RandomBlock(
        0x1463_9197_89b3_6e37, 0x6019_7a41_142c_7faa, 0x7161_856a_c494_da20, 0xaacd_3c5d_1701_58f5),
      unit: 0.07964429807334528),
    Vector(
      component: "db", purpose: "service",
      block: RandomBlock(
        0x8a89_2212_cd65_6c4d, 0xb3bb_540b_5c8b_9ba8, 0xda75_2028_595b_152e, 0x8db1_ee54_1f65_73f1),
      unit: 0.5411549850372431),
    Vector(
      component: "db", purpose: "service", index: 1,
      block: RandomBlock(
        0xaff4_5127_413f_2704, 0x3163_f8f9_9df9_880e, 0x5eff_2f72_87f3_161a, 0xd075_a2d2_47a5_0109),
      unit: 0.6873217316472133),
    Vector(
      replication: 1, component: "db", purpose: "service",
      block: RandomBlock(
        0x6fe7_5ab0_51af_42fb, 0x9109_11e6_0925_d6e8, 0x1608_10d4_5c51_fcbd, 0x4c9e_6160_0adc_1cb9),
      unit: 0.43712393574395225),
    Vector(
      component: "db", purpose: "service", attempt: 1,
      block: RandomBlock(
        0x645e_8e36_5309_d85e, 0x50a1_7f8c_e914_e357, 0x5d8d_e7c0_5e4f_9b50, 0x0710_081d_7e40_08e5),
      unit: 0.3920678026798109),
  ]

  @Test(arguments: vectors)
  func `a block is a function of its address alone`(_ vector: Vector) {
    let source = RandomSource(seed: 42, replication: vector.replication)
    let (component, purpose) = (StreamName(vector.component), StreamName(vector.purpose))
    let block = source.block(
      component: component.id, purpose: purpose.id, index: vector.index, attempt: vector.attempt)
    #expect(block == vector.block)

    var draws = source.draws(component: component, purpose: purpose, index: vector.index)
    for _ in 0..<4 * vector.attempt { _ = draws.nextWord() }
    #expect(draws.nextUnit() == vector.unit)
  }

  static func draws(_ index: UInt64) -> Draws {
    Draws(RandomSource(seed: 7), component: 1, purpose: 2, index: index)
  }

  @Test func `words come block by block, attempt by attempt`() {
    let source = RandomSource(seed: 7)
    var draws = Self.draws(3)
    for attempt in 0..<3 as Range<UInt64> {
      let block = source.block(component: 1, purpose: 2, index: 3, attempt: attempt)
      #expect(draws.nextWord() == block.first)
      #expect(draws.nextWord() == block.second)
      #expect(draws.nextWord() == block.third)
      #expect(draws.nextWord() == block.fourth)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `each kind of number is made from one word`(index: UInt64) {
    var words = Self.draws(index)
    var numbers = Self.draws(index)
    #expect(numbers.nextUnit() == Double(words.nextWord() >> 11) * 0x1p-53)
    #expect(numbers.nextPositiveUnit() == Double((words.nextWord() >> 11) + 1) * 0x1p-53)
    #expect(numbers.nextOpenUnit() == (Double(words.nextWord() >> 12) + 0.5) * 0x1p-52)
    let half = Probability(1, outOf: 2)
    #expect(numbers.happens(half) == (words.nextWord() < 1 << 63))
    #expect(numbers.next(below: 1 << 10) == words.nextWord() >> 54)
    #expect(numbers.nextWord() == words.nextWord())
  }

  /// χ² with 255 degrees of freedom exceeds 377.08 once in a million.
  @Test(arguments: [0, 8, 24, 56] as [UInt64])
  func `every byte of the words is uniform over the indices`(shift: UInt64) {
    var counts = [Int](repeating: 0, count: 256)
    let count = 25_600
    for index in 0..<UInt64(count) {
      var draws = Self.draws(index)
      counts[Int(draws.nextWord() >> shift & 255)] += 1
    }
    let expected = Double(count) / 256
    let statistic = counts.reduce(0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / expected
    }
    #expect(statistic < 377.078115)
  }

  @Test func `nothing can be drawn below 0`() async {
    await #expect(processExitsWith: .failure) {
      var draws = Draws(RandomSource(seed: 7), component: 1, purpose: 2, index: 3)
      _ = draws.next(below: 0)
    }
  }
}
