/// Plays the bare flow again and again, from its beginning each time, as a run of the model is played.
final class BareFlowTiming: Workload {
  let requests: Int

  /// What one run amounts to.
  let events: Int
  let figures: FlowFigures

  private let draws = FlowDraws()

  init(requests: Int) {
    var flow = BareFlow(draws: draws)
    flow.play(requests: requests)
    let tally = flow.tally
    precondition(
      tally.begun == requests && tally.ended == requests && tally.rejected == 0,
      "of \(requests) requests \(tally.begun) began, \(tally.ended) ended, "
        + "\(tally.rejected) were rejected")
    self.requests = requests
    events = tally.events
    figures = flow.figures
  }

  func run(operations: Int) -> UInt64 {
    precondition(operations == requests, "a run is \(requests) requests, not \(operations)")
    var flow = BareFlow(draws: draws)
    flow.play(requests: requests)
    return flow.tally.checksum
  }
}
