import EventEngine
import Testing

@Suite struct WeightedChoiceTests {
  static func counts(_ choice: WeightedChoice, _ count: Int) -> [Double] {
    let source = RandomSource(seed: 5)
    var counts = [Double](repeating: 0, count: choice.count)
    for index in 0..<UInt64(count) {
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      counts[choice.choose(&draws)] += 1
    }
    return counts
  }

  @Test(arguments: [[9, 1], [1, 1, 1], [3, 0, 0.5, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9]])
  func `options are chosen in proportion to their weights`(weights: [Double]) {
    let choice = WeightedChoice(weights: weights)
    let total = weights.reduce(0, +)
    let count = 20_000
    for (option, chosen) in Self.counts(choice, count).enumerated() {
      let share = weights[option] / total
      #expect(abs(choice.probability(of: option) - share) < 1e-15)
      let deviation = (Double(count) * share * (1 - share)).squareRoot()
      #expect(abs(chosen - Double(count) * share) <= 4.9 * deviation)
    }
  }

  @Test(arguments: [[0, 1, 0], [0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0, 0]])
  func `what has no weight is never chosen`(weights: [Double]) {
    let chosen = Self.counts(WeightedChoice(weights: weights), 1000)
    #expect(zip(weights, chosen).allSatisfy { $0 * 1000 == $1 })
  }

  @Test func `a choice among one draws nothing, among more one word`() {
    let source = RandomSource(seed: 5)
    var draws = Draws(source, component: 1, purpose: 2, index: 3)
    #expect(WeightedChoice(weights: [4]).choose(&draws) == 0)
    let block = source.block(component: 1, purpose: 2, index: 3)
    _ = WeightedChoice(weights: [1, 1, 1, 1, 1]).choose(&draws)
    #expect(draws.nextWord() == block.second)
  }

  @Test func `weights that choose nothing are refused`() async {
    await #expect(processExitsWith: .failure) { _ = WeightedChoice(weights: []) }
    await #expect(processExitsWith: .failure) { _ = WeightedChoice(weights: [1, -1]) }
  }
}
