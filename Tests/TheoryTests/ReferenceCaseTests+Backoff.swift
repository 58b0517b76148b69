import ArchitectureSimulation
import EventEngine
import Resilience
import Testing
import TimeBase

/// Waits between attempts: how long they are in all, and how they spread those who contend.
extension ReferenceCaseTests {
  private static let jitters: [(metric: String, word: String, jitter: Backoff.Jitter)] = [
    ("exponential", "none", .none), ("full_jitter", "full", .full),
    ("equal_jitter", "equal", .equal), ("decorrelated", "decorrelated", .decorrelated),
  ]

  /// Clients whose every attempt fails at once: a request lasts as long as its waits.
  func checkBackoff(_ given: ReferenceCase) throws {
    let requests = Self.isComplete ? given.measured : 5_000
    let (base, cap) = (given.parameters.number("base_s"), given.parameters.number("cap_s"))
    var model = CaseModel(durationSeconds: requests / 1_000 + 60)
    for (metric, word, _) in Self.jitters {
      model.clients.append(
        (
          metric,
          """
          { "arrivals": { "constant": "1000/s", "limit": \(Int(requests)) }, "calls": "station",
            "retry": { "attempts": \((given.parameters.integer("retries") ?? 0) + 1), "on": ["serverErrors"],
              "backoff": { "base": "\(CaseModel.seconds(base ?? 0))",
                "cap": "\(CaseModel.seconds(cap ?? 0))", "jitter": "\(word)" } } }
          """
        ))
    }
    model.components = [
      (
        "station",
        #"{ "kind": "service", "workers": "unlimited", "handles": { "*": [ { "fail": "100%" } ] } }"#
      )
    ]
    let result = try run(model)
    #expect(result.audit.isClean)
    var figures: [String: Double] = [:]
    for client in result.clients {
      let waits = try #require(client.total.latencyOfAll)
      #expect(client.total.failed == UInt64(requests))
      figures["\(client.name)_total_s"] = waits.meanNanoseconds / 1e9
      figures["\(client.name)_total_mean_s"] = waits.meanNanoseconds / 1e9
      figures["\(client.name)_total_sd_s"] = waits.standardDeviation.seconds
    }
    try hold(figures, against: given, stretch: (given.measured / requests).squareRoot())
  }

  /// Clients that all want to write to one row, which succeeds for whoever has read it last. Rows with
  /// versions are no part of the model format: the real backoff is played by a timeline of its own.
  func checkContention(_ given: ReferenceCase) throws {
    let runs = Self.isComplete ? Int(given.measured) : 4
    var figures: [String: Double] = [:]
    for (metric, _, jitter) in Self.jitters {
      let backoff = Backoff(
        base: .milliseconds(5), cap: .seconds(2), jitter: jitter, firstExponent: 1)
      add(played(given, backoff, runs, as: metric), to: &figures)
    }
    add(played(given, nil, runs, as: "none"), to: &figures)
    try hold(figures, against: given, stretch: (given.measured / Double(runs)).squareRoot())
  }

  private func add(
    _ result: (metric: String, calls: Double, completion: Double),
    to figures: inout [String: Double]
  ) {
    figures["\(result.metric)_calls_mean"] = result.calls
    figures["\(result.metric)_completion_mean_ms"] = result.completion
  }

  private func played(
    _ given: ReferenceCase, _ backoff: Backoff?, _ runs: Int, as metric: String
  ) -> (metric: String, calls: Double, completion: Double) {
    var (calls, completion) = (0, 0.0)
    for replication in 0..<runs {
      var row = ContendedRow(
        clients: given.parameters.integer("clients") ?? 0, backoff,
        RandomSource(seed: 20_261_121, replication: UInt64(replication)))
      row.play()
      calls += row.calls
      completion += (row.completion - Instant.zero).seconds * 1e3
    }
    return (metric, Double(calls) / Double(runs), completion / Double(runs))
  }
}

/// One row that many read and then write, if nobody else has written it since.
private struct ContendedRow: ~Copyable {
  enum Leg: UInt8, BitwiseCopyable {
    case read, readAnswer, write, success, conflict
  }

  struct Message: BitwiseCopyable, Sendable {
    var leg: Leg
    var client: UInt32
    var version: Int
  }

  private(set) var calls = 0
  private(set) var completion = Instant.zero
  private var timeline = Timeline<Message>()
  private var version = 0
  private var attempts: [Int]
  private var waits: [TimeSpan]
  private let backoff: Backoff?
  private let source: RandomSource
  private let delay = DurationSampler(
    .truncatedNormal(mean: .milliseconds(10), standardDeviation: .milliseconds(2)))
  private var drawn: UInt64 = 0

  init(clients: Int, _ backoff: Backoff?, _ source: RandomSource) {
    self.backoff = backoff
    self.source = source
    attempts = Array(repeating: 0, count: clients)
    waits = Array(repeating: .milliseconds(5), count: clients)
  }

  mutating func play() {
    for client in attempts.indices {
      send(Message(leg: .read, client: UInt32(client), version: 0), at: .zero)
    }
    while let next = timeline.next(through: .distantFuture) {
      receive(next.event, at: next.time)
    }
  }

  private mutating func receive(_ message: Message, at now: Instant) {
    var answer = message
    switch message.leg {
    case .read:
      answer.leg = .readAnswer
      answer.version = version
    case .readAnswer:
      answer.leg = .write
    case .write:
      calls += 1
      answer.leg = message.version == version ? .success : .conflict
      if answer.leg == .success { version += 1 }
    case .success:
      completion = now
      return
    case .conflict:
      answer.leg = .read
      send(answer, at: now + pause(of: Int(message.client)))
      return
    }
    send(answer, at: now)
  }

  private mutating func pause(of client: Int) -> TimeSpan {
    attempts[client] += 1
    guard let backoff else { return .zero }
    var draws = nextDraws()
    waits[client] = backoff.wait(
      beforeRetry: attempts[client], after: waits[client], word: draws.nextWord())
    return waits[client]
  }

  private mutating func send(_ message: Message, at time: Instant) {
    var draws = nextDraws()
    timeline.schedule(message, at: time + delay.sample(&draws), phase: .arrival)
  }

  private mutating func nextDraws() -> Draws {
    drawn += 1
    return Draws(source, component: 1, purpose: 1, index: drawn)
  }
}
