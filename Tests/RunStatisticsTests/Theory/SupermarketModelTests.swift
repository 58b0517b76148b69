import RunStatistics
import Testing

@Suite struct SupermarketModelTests {
  /// Exponents (dⁱ − 1)/(d − 1): 1, 3, 7 and 1, 4, 13.
  @Test(arguments: [
    (2, 0, 1), (2, 1, 0.9), (2, 2, 0.729), (2, 3, 0.4782969), (3, 1, 0.9), (3, 2, 0.6561),
    (3, 3, 0.2541865828329), (1, 3, 0.729),
  ])
  func `long lines are rare`(choices: Int, length: Int, share: Double) {
    let model = SupermarketModel(utilisation: 0.9, choices: choices)
    #expect(abs(model.shareOfServers(withAtLeast: length) - share) < 1e-12)
  }

  @Test(arguments: [0, 0.1, 0.5, 0.9, 0.99])
  func `one choice is the M/M/1 queue`(utilisation: Double) {
    let model = SupermarketModel(utilisation: utilisation, choices: 1)
    #expect(model.meanResponse == 1 / (1 - utilisation))
    // Little's law: what is in the system is the load times the time in it.
    let inSystem = (1...5_000).reduce(0) { $0 + model.shareOfServers(withAtLeast: $1) }
    #expect(abs(inSystem - utilisation * model.meanResponse) < 1e-9)
  }

  @Test(arguments: [2, 3, 5], [0.1, 0.5, 0.9, 0.99, 0.999])
  func `what is in the system has come there`(choices: Int, utilisation: Double) {
    let model = SupermarketModel(utilisation: utilisation, choices: choices)
    let inSystem = (1...100).reduce(0) { $0 + model.shareOfServers(withAtLeast: $1) }
    #expect(abs(inSystem - utilisation * model.meanResponse) < 1e-12)
  }

  @Test func `an idle system serves at once`() {
    #expect(SupermarketModel(utilisation: 0, choices: 2).meanResponse == 1)
    #expect(SupermarketModel(utilisation: 0, choices: 2).shareOfServers(withAtLeast: 1) == 0)
  }

  @Test func `more choices never make it slower`() {
    let means = (1...10).map { SupermarketModel(utilisation: 0.95, choices: $0).meanResponse }
    #expect(means == means.sorted(by: >))
    #expect(means.allSatisfy { $0 >= 1 })
  }
}
