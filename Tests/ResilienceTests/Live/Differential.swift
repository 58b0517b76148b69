import Resilience
import Testing
import TimeBase

/// Drives the same script of calls through a front under a virtual clock and under a real one, from one
/// task and from eight, and holds each decision against that of the bare state machine, which does the
/// same steps in the order and at the instants at which the front did them.
struct Differential<Machine: Sendable, Front: Sendable, Decision: Equatable & Sendable>: Sendable {
  let machine: Machine

  /// How many calls the script has. Those of a later phase begin when those before have ended.
  let phases: [Int]

  let makeFront: @Sendable (Machine, LiveClock) -> Front

  /// Makes a call of the front.
  let ask: @Sendable (Front, _ call: Int) async -> Decision

  /// Does what a call did when it read the clock for the given time, counted from 0. Returns the
  /// decision when it is known.
  let retrace: @Sendable (inout Machine, _ call: Int, _ step: Int, TimeBase.Instant) -> Decision?

  func check(_ location: SourceLocation = #_sourceLocation) async {
    await check(SteppingClock(step: .microseconds(700)), tasks: 1, location)
    await check(SteppingClock(step: .microseconds(700)), tasks: 8, location)
    await check(ContinuousClock(), tasks: 8, location)
  }

  private func check<Base: Clock>(
    _ base: Base, tasks: Int, _ location: SourceLocation
  ) async where Base.Duration == Duration {
    let logged = LoggedClock(base)
    let front = makeFront(machine, LiveClock(logged))
    var decisions: [Decision?] = []
    for count in phases {
      decisions += await decide(decisions.count..<decisions.count + count, front, tasks: tasks)
    }
    var bare = machine
    var steps = [Int](repeating: 0, count: decisions.count)
    var expected = [Decision?](repeating: nil, count: decisions.count)
    for reading in logged.readings {
      let decision = retrace(&bare, reading.call, steps[reading.call], reading.instant)
      steps[reading.call] += 1
      if let decision { expected[reading.call] = decision }
    }
    #expect(!expected.contains(nil), sourceLocation: location)
    let differing = decisions.indices.filter { decisions[$0] != expected[$0] }
    #expect(
      differing.isEmpty, "calls of \(tasks) tasks under \(Base.self)", sourceLocation: location)
  }

  private func decide(_ calls: Range<Int>, _ front: Front, tasks: Int) async -> [Decision?] {
    await withTaskGroup(of: [(Int, Decision)].self) { group in
      for task in 0..<tasks {
        group.addTask {
          var part: [(Int, Decision)] = []
          for call in stride(from: calls.lowerBound + task, to: calls.upperBound, by: tasks) {
            part.append(
              (call, await Reading.$presentCall.withValue(call) { await ask(front, call) }))
          }
          return part
        }
      }
      var decisions = [Decision?](repeating: nil, count: calls.count)
      for await part in group {
        for (call, decision) in part { decisions[call - calls.lowerBound] = decision }
      }
      return decisions
    }
  }
}

extension Differential where Front == Live<Machine> {
  /// That of a front that does all of a call in one step.
  init(
    _ machine: Machine, calls: Int = 4_000,
    retrace: @escaping @Sendable (inout Machine, _ call: Int, TimeBase.Instant) -> Decision,
    ask: @escaping @Sendable (Front, _ call: Int) -> Decision
  ) {
    self.init(
      machine: machine, phases: [calls], makeFront: { Live($0, clock: $1) },
      ask: { ask($0, $1) }, retrace: { machine, call, _, now in retrace(&machine, call, now) })
  }
}
