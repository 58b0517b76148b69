import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import Testing

/// The contract between a caller and a callee, held for every ordered pair of kinds, in good order
/// and with every fault at each of the two.
@Suite struct PairTests {
  @Test func `Every kind of component is the caller or the callee of a pair`() {
    let words = Set(Pair.all.flatMap { [$0.caller.word, $0.callee.word].compactMap(\.self) })
    #expect(words == Set(Component.Kind.words))
    #expect(Pair.all.count == 4 * 12 + 6 * 16)
    for kind in Fault.Kind.allCases {
      #expect(Pair.all.contains { $0.faultKinds.contains(kind) }, "\(kind)")
    }
  }

  /// The table of whom a fault can befall is that of the model.
  @Test(arguments: Pair.Kind.allCases.filter { $0 != .client })
  func `A fault that cannot befall a component is an error of the model`(
    _ kind: Pair.Kind
  ) throws {
    let pair = Pair(caller: .service, callee: kind)
    for fault in Fault.Kind.allCases {
      let text = fault.text(of: "callee", #""at": "1s""#)
      let model = pair.model(.init(), faults: [text])
      if kind.canSuffer(fault) {
        #expect(try model.architecture().faults.map(\.effect.kind) == [fault])
      } else {
        #expect(throws: InvalidModel.self, "\(text) of \(kind)") { try model.architecture() }
      }
    }
  }

  @Test(arguments: Pair.all)
  func `No call is lost and none is counted twice`(_ pair: Pair) throws {
    let kinds = [nil] + pair.faultKinds
    for (number, kind) in kinds.enumerated() {
      let manner = Pair.Manner.all[(number + pair.number) % Pair.Manner.all.count]
      let model = pair.model(manner, faults: pair.faults(kind))
      let result = try model.play(seed: UInt64(number))
      let situation = Comment(
        "\(pair.testDescription), \(kind.map { "\($0)" } ?? "well"), \(manner)")
      #expect(Books(of: result).complaints == [], situation)
      let client = try result.client()
      let count = Pair.requestCount(with: kind)
      #expect(client.offered == count, situation)
      // Arrivals end after a second or two and patience is bounded: nothing can be left.
      #expect(client.inFlightAtEnd == 0, situation)
      #expect(client.completed == count, situation)
      try check(arrivals: result, pair, manner, kind, situation)
      check(causes: client, pair, manner, kind, situation)
    }
  }

  /// Nobody gives up, and nothing befalls the caller: what it was told is what happened.
  @Test(arguments: Pair.all)
  func `The caller learns of every rejection and of every failure`(_ pair: Pair) throws {
    // Every fault of each callee is met by a third of those that can call it.
    let kinds = ([nil] + pair.faultKinds).enumerated().filter {
      ($0.offset + pair.number) % 3 == 0 && pair.isTelling(of: $0.element)
    }
    for (_, kind) in kinds {
      let model = pair.model(.init(isPatient: true), faults: pair.faults(kind, atCaller: false))
      let result = try model.play(seed: 3)
      let situation = Comment("\(pair.testDescription), \(kind.map { "\($0)" } ?? "well")")
      #expect(Books(of: result).complaints == [], situation)
      let callee = try result.station("callee")
      let told = callee.turnedAway + (pair.callee.word == "queue" ? 0 : callee.failures)
      let learnt = try failures(of: pair, in: result)
      #expect(learnt == told, situation)
    }
  }

  /// Calls of the caller that ended badly, as it knows them.
  private func failures(of pair: Pair, in result: RunResult) throws -> UInt64 {
    switch pair.caller {
    case .client: try result.client().failed
    case .queue, .broker:
      try result.jobs("caller").failed
    case .filters:
      // Those that it turned away itself have not got any further.
      try result.station("caller").failures
        - (try result.station("caller").arrivals - result.station("callee").arrivals)
    case .balancer:
      // Where all targets are known to be away nobody is asked.
      try result.station("caller").failures - result.client().count(.noTarget)
    default: try result.station("caller").failures
    }
  }

  @Test(arguments: Pair.all)
  func `A second run is equal, and another order of equal times keeps the books`(
    _ pair: Pair
  ) throws {
    let kinds = pair.faultKinds
    let kind = kinds[pair.number % kinds.count]
    let manner = Pair.Manner.all[pair.number % Pair.Manner.all.count]
    let seed = UInt64(pair.number)
    let situation = Comment("\(pair.testDescription), \(kind), \(manner)")
    let run = ArchitectureRun(try pair.model(manner, faults: pair.faults(kind)).architecture())
    #expect(run.result(.init(seed: seed)) == run.result(.init(seed: seed)), situation)
    let shuffled = run.result(.init(seed: seed, tieOrder: .shuffled(seed: seed)))
    #expect(Books(of: shuffled).complaints == [], situation)
    #expect(try shuffled.client().completed == Pair.requestCount(with: kind), situation)
  }

  /// Every attempt reached the callee, and nothing else did.
  private func check(
    arrivals result: RunResult, _ pair: Pair, _ manner: Pair.Manner, _ kind: Fault.Kind?,
    _ situation: Comment
  ) throws {
    // What is cut off or waits on the way does not arrive, or late.
    guard kind != .partition, kind != .zonePartition, kind != .delay, kind != .loss else { return }
    let client = try result.client()
    let callee = try result.station("callee")
    guard pair.caller != .client else {
      #expect(callee.arrivals == client.attempts, situation)
      return
    }
    let caller = try result.station("caller")
    let attempts: UInt64 = manner.retries ? 3 : 1
    // What a crash interrupts is done again.
    let isCrash = kind == .crash || kind == .zoneOutage
    let deliveries: UInt64 = pair.caller == .broker && isCrash ? 2 : 1
    #expect(callee.arrivals <= attempts * deliveries * caller.arrivals, situation)
    if kind == nil, !pair.caller.turnsAway {
      #expect(callee.arrivals >= caller.arrivals, situation)
    }
  }

  /// The client learns what happened: the causes are those that the fault can have.
  private func check(
    causes client: RequestResult, _ pair: Pair, _ manner: Pair.Manner, _ kind: Fault.Kind?,
    _ situation: Comment
  ) {
    let causes = Set(client.failures.map(\.cause))
    #expect(causes.isSubset(of: pair.usualCauses.union(kind?.causes ?? [])), situation)
    // Whoever enqueues does not learn what becomes of the job, a cache that is not there is a miss, and
    // retries can make up for everything.
    guard let kind, let sign = kind.sign, !manner.retries, pair.caller.word != "queue",
      pair.callee != .cache,
      pair.callee.canSuffer(kind), pair.callee.word != "queue" || kind == .refusal
    else { return }
    #expect(causes.contains(sign), situation)
  }
}

extension Pair {
  /// Its place among all.
  var number: Int {
    Self.all.firstIndex { $0.caller == caller && $0.callee == callee } ?? 0
  }

  /// Causes of failures without a fault.
  var usualCauses: Set<FailureCause> {
    var causes: Set<FailureCause> = [.timeout, .rejected]
    if caller == .filters || callee == .filters {
      causes.formUnion([.limited, .unauthorized, .error])
    }
    switch callee {
    case .database, .pool: causes.insert(.poolTimeout)
    case .pooled: causes.formUnion([.poolTimeout, .tooManyConnections])
    case .file: causes.insert(.locked)
    case .rows: causes.insert(.queueTimeout)
    case .external, .health, .stores: causes.insert(.error)
    default: break
    }
    return causes
  }

  /// Whether everybody who calls in vain is told so at once or in the end, and nobody else is.
  func isTelling(of kind: Fault.Kind?) -> Bool {
    // A cache that fails is a miss.
    guard callee != .cache else { return false }
    guard let kind else { return true }
    switch kind {
    case .hang, .partition, .zonePartition: return false
    // What befalls jobs is not the trouble of who enqueued them.
    case .crash, .zoneOutage, .errors, .quickErrors: return callee.word != "queue"
    case .refusal, .lock, .readOnly, .slow, .flush, .partialFlush, .delay, .loss, .freeze,
      .brownout, .deploy, .stall, .herd, .skew, .slowNames:
      return true
    // Jobs fail for it, of which who enqueued them is not told.
    case .namelessness: return caller.word != "queue"
    }
  }
}

extension Pair.Kind {
  /// Whether it ends some calls itself.
  var turnsAway: Bool { self == .filters }
}

extension Fault.Kind {
  /// What it can do to a request.
  var causes: Set<FailureCause> {
    switch self {
    case .refusal: [.refused]
    case .hang: []
    case .lock: [.locked]
    case .readOnly: [.error]
    case .crash, .zoneOutage: [.refused, .crashed]
    case .deploy: [.refused, .crashed, .noTarget]
    case .errors, .quickErrors: [.error]
    case .partition, .zonePartition: [.refused]
    case .namelessness: [.refused, .blocked]
    case .slow, .flush, .partialFlush, .delay, .loss, .freeze, .brownout, .stall, .herd, .skew,
      .slowNames:
      []
    }
  }

  /// What it must do to one of many.
  var sign: FailureCause? {
    switch self {
    case .refusal, .crash, .namelessness, .zoneOutage: .refused
    case .hang: .timeout
    case .lock: .locked
    case .readOnly, .errors, .quickErrors: .error
    case .slow, .flush, .partialFlush, .delay, .partition, .loss, .freeze, .brownout, .deploy,
      .stall, .herd, .skew, .slowNames, .zonePartition:
      nil
    }
  }
}
