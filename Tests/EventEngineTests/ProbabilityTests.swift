import EventEngine
import Testing

@Suite struct ProbabilityTests {
  @Test(arguments: [0, 1, 1 << 63, .max - 1, .max] as [UInt64])
  func `0 never happens and 1 always does`(word: UInt64) {
    #expect(!Probability(0).includes(word))
    #expect(!Probability.never.includes(word))
    #expect(Probability(1).includes(word))
    #expect(Probability(3, outOf: 3).includes(word))
    #expect(Probability.always.includes(word))
  }

  @Test(
    arguments: [
      (1, 2, 1 << 63), (1, 4, 1 << 62), (3, 4, 3 << 62), (1, 3, 0x5555_5555_5555_5555),
      (2, 3, 0xAAAA_AAAA_AAAA_AAAB), (1, 100, 0x028F_5C28_F5C2_8F5C), (0, 5, 0),
      (.max - 1, .max, .max - 1), (1, .max, 1),
    ] as [(UInt64, UInt64, UInt64)])
  func `a ratio is the nearest number of words`(count: UInt64, total: UInt64, threshold: UInt64) {
    #expect(Probability(count, outOf: total).threshold == threshold)
  }

  @Test func `a number is the nearest number of words`() {
    #expect(Probability(0.5).threshold == 1 << 63)
    #expect(Probability(0x1p-64).threshold == 1)
    #expect(Probability(0x1p-66).threshold == 0)
    #expect(Probability(1 - 0x1p-53).threshold == UInt64.max - 2047)
    #expect(Probability(0.01).value == 0.01)
    #expect(Probability.always.value == 1)
    #expect(Probability.never.value == 0)
  }

  @Test(arguments: [0.001, 0.3, 0.5, 0.99])
  func `things happen as often as they should`(probability: Double) {
    let count = 20_000
    let source = RandomSource(seed: 1)
    let threshold = Probability(probability)
    let happened = (0..<UInt64(count)).count {
      var draws = Draws(source, component: 1, purpose: 2, index: $0)
      return draws.happens(threshold)
    }
    let deviation = (Double(count) * probability * (1 - probability)).squareRoot()
    #expect(abs(Double(happened) - Double(count) * probability) < 4.9 * deviation)
  }

  @Test func `what is no probability is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Probability(1.5) }
    await #expect(processExitsWith: .failure) { _ = Probability(2, outOf: 1) }
  }
}
