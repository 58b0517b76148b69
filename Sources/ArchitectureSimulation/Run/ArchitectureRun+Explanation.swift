extension ArchitectureRun {
  /// Plays the run once more and explains what was found out the first time.
  ///
  /// - Parameters:
  ///   - result: What the run with these very options has found out; says which part of it counts and
  ///     which requests are the slowest.
  ///   - sampleSize: How many requests are drawn from all of the run, to be kept in full as well.
  ///   - proceed: Is told how far the run has come; `false` breaks it off.
  /// - Returns: `nil` if the run was broken off.
  /// - Complexity: Several times that of the run; in memory some hundred bytes for each request that is
  ///   under way.
  public func explanation(
    of result: RunResult, _ options: Options = Options(), sampling sampleSize: Int = 0,
    proceed: (RunProgress) -> Bool = { _ in true }
  ) -> Explanation? {
    witnessed(result, options, sampleSize, isThorough: false, proceed)?.explanation
  }

  /// The same, how many changes went unseen until everything was looked at after each action, and the
  /// digest of the run that was looked at, which has to be that of the first one.
  package func thoroughExplanation(
    of result: RunResult, _ options: Options = Options(), sampling sampleSize: Int = 0
  ) -> (explanation: Explanation, missedChanges: Int, digest: RunResult.TraceFigures)? {
    witnessed(result, options, sampleSize, isThorough: true) { _ in true }
  }

  private func witnessed(
    _ result: RunResult, _ options: Options, _ sampleSize: Int, isThorough: Bool,
    _ proceed: (RunProgress) -> Bool
  ) -> (explanation: Explanation, missedChanges: Int, digest: RunResult.TraceFigures)? {
    var simulation = makeSimulation(options)
    let witness = Witness(
      ExplanationBooks(
        clients: result.clients, stations: plan.stations.count, from: result.window.start,
        sampling: sampleSize),
      isThorough: isThorough)
    simulation.witness = witness
    guard simulation.play(proceed) else { return nil }
    return (
      witness.books.explanation(plan), witness.missedChanges, simulation.trace.figures(plan)
    )
  }
}
