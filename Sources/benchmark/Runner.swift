/// Measures the cases of a section side by side.
///
/// The cases take turns, round by round, and the baseline runs right before each of them, so that
/// a disturbance from outside hits all alike; medians drop what is left of it.
struct Runner {
  /// How often each case is timed.
  let rounds: Int

  init(rounds: Int) {
    self.rounds = rounds
  }

  func measure(_ cases: [Case]) -> [Measurement] {
    let workloads = cases.map { $0.makeWorkload() }
    var figures = cases.map { _ in [Double]() }
    var ratios = cases.map { _ in [Double]() }
    var checksums = cases.map { _ in UInt64(0) }
    var baseline = Baseline(seed: UInt64(cases.count))
    for _ in 0..<rounds {
      for index in cases.indices {
        let operations = cases[index].operations
        let step = nanoseconds(per: Baseline.steps) { baseline.run() }
        let figure = nanoseconds(per: operations) {
          let checksum = workloads[index].run(operations: operations)
          checksums[index] = checksums[index] &* 31 &+ checksum
        }
        figures[index].append(figure)
        ratios[index].append(figure / step)
      }
    }
    precondition(baseline.word != 0, "the baseline came to nothing")
    return cases.indices.map { index in
      Measurement(
        name: cases[index].name, goal: cases[index].goal,
        nanosecondsPerOperation: figures[index].median, timesBaseline: ratios[index].median,
        rounds: figures[index], checksum: checksums[index])
    }
  }

  /// The nanoseconds that one step of the baseline takes, median of as many rounds.
  func baseline() -> Double {
    var baseline = Baseline(seed: UInt64(rounds))
    let figures = (0..<rounds).map { _ in nanoseconds(per: Baseline.steps) { baseline.run() } }
    precondition(baseline.word != 0, "the baseline came to nothing")
    return figures.median
  }

  private func nanoseconds(per operations: Int, _ work: () -> Void) -> Double {
    let start = ProcessorClock.now
    work()
    return (ProcessorClock.now - start) / Double(operations)
  }
}
