/// What came out for one case.
struct Measurement {
  let name: String
  let goal: Double?

  /// Medians over the rounds.
  let nanosecondsPerOperation: Double
  let timesBaseline: Double

  /// In nanoseconds an operation, round by round.
  let rounds: [Double]

  let checksum: UInt64

  var millionsPerSecond: Double { 1_000 / nanosecondsPerOperation }

  /// How many times the cost of another case of the same rounds this one costs, median over them.
  func times(_ other: Measurement) -> Double {
    zip(rounds, other.rounds).map { $0 / $1 }.median
  }
}
