/// What came out for one case.
struct Measurement {
  let name: String
  let goal: Double?

  /// Medians over the rounds.
  let nanosecondsPerOperation: Double
  let timesBaseline: Double

  let checksum: UInt64

  var millionsPerSecond: Double { 1_000 / nanosecondsPerOperation }
}
