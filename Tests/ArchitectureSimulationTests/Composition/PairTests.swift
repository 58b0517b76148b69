import ArchitectureSimulation
import EventEngine
import Testing

/// The contract between a caller and a callee, held for every ordered pair of kinds, in good order
/// and in every kind of trouble.
@Suite struct PairTests {
  @Test func `There are twenty-nine pairs`() {
    #expect(Pair.all.count == 29)
  }

  @Test(arguments: Pair.all)
  func `No call is lost and none is counted twice`(_ pair: Pair) throws {
    for trouble in pair.troubles {
      for (seed, manner) in pair.manners(trouble).enumerated() {
        let result = try pair.model(manner, trouble).play(seed: UInt64(seed))
        let situation = Comment("\(pair.testDescription), \(trouble), \(manner)")
        #expect(Books(of: result).complaints == [], situation)
        let client = try result.client()
        #expect(client.offered == 120, situation)
        // Arrivals end after some three seconds and patience is bounded: nothing can be left.
        #expect(client.inFlightAtEnd == 0, situation)
        #expect(client.completed == 120, situation)
        try check(arrivals: result, pair, manner, situation)
        check(troubles: client, pair, trouble, situation)
      }
    }
  }

  @Test(arguments: Pair.all)
  func `A second run is equal, and another order of equal times keeps the books`(
    _ pair: Pair
  ) throws {
    for (number, trouble) in pair.troubles.enumerated() {
      let manner = Pair.Manner.all[number % Pair.Manner.all.count]
      let seed = UInt64(number)
      let situation = Comment("\(pair.testDescription), \(trouble), \(manner)")
      let run = ArchitectureRun(try pair.model(manner, trouble).architecture())
      #expect(run.result(.init(seed: seed)) == run.result(.init(seed: seed)), situation)
      let shuffled = run.result(.init(seed: seed, tieOrder: .shuffled(seed: seed)))
      #expect(Books(of: shuffled).complaints == [], situation)
      #expect(try shuffled.client().completed == 120, situation)
    }
  }

  /// Every attempt reached the callee, and nothing else did.
  private func check(
    arrivals result: RunResult, _ pair: Pair, _ manner: Pair.Manner, _ situation: Comment
  ) throws {
    let client = try result.client()
    let callee = try result.station("callee")
    let caller = pair.caller == .client ? nil : try result.station("caller")
    switch pair.caller {
    case .client:
      #expect(callee.arrivals == client.attempts, situation)
    case .queue where pair.callee == .queue || pair.callee == .cache || !manner.retries:
      #expect(callee.arrivals == caller?.arrivals, situation)
    case .gateway, .balancer, .service, .queue:
      let calls = caller?.arrivals ?? 0
      let usesPolicy = pair.caller != .balancer && pair.callee != .cache && pair.callee != .queue
      if manner.retries, usesPolicy {
        #expect(callee.arrivals >= calls && callee.arrivals <= 3 * calls, situation)
      } else {
        #expect(callee.arrivals == calls, situation)
      }
    case .cache, .database, .external:
      Issue.record("\(pair.caller) calls nobody")
    }
  }

  /// The client learns what happened: the causes are those that the trouble can have.
  private func check(
    troubles client: RequestResult, _ pair: Pair, _ trouble: Pair.Trouble, _ situation: Comment
  ) {
    let causes = Set(client.failures.map(\.cause))
    // Whoever enqueues does not learn what becomes of the job.
    let isBlind = pair.caller == .queue
    // A cache that is not there is a miss.
    let isForgiven = pair.callee == .cache && trouble != .hang
    let crowded: Set<FailureCause> = [.timeout, .rejected, .poolTimeout]
    let expected: Set<FailureCause> =
      switch trouble {
      case .none, .slow, .flush: []
      case .refuse: [.refused]
      case .hang: [.timeout]
      case .crash: [.refused, .crashed]
      case .errors: [.error]
      }
    #expect(causes.isSubset(of: expected.union(crowded)), situation)
    guard !isBlind, !isForgiven, pair.callee != .queue || trouble == .refuse else { return }
    if let sign = expected.first(where: { $0 != .crashed }) {
      #expect(causes.contains(sign), situation)
    }
  }
}
