import EventEngine
import TimeBase

/// A seeded sequence of calls of one character, played on a timeline and its twin.
struct TimelineScenario: CustomStringConvertible {
  /// Where the events of a scenario come to lie.
  enum Shape: CaseIterable {
    case fewTimes, exponentialSteps, bimodal, wideRange, atNow, descending, burstsFarAhead
    case everyPowerOfTwo, nearTheEnd
  }

  var shape: Shape
  var seed: UInt64

  /// How many calls, and around how many pending events they move.
  var calls = 3_000
  var pending = 200

  var description: String { "\(shape), seed \(seed), \(pending) pending" }

  static let all: [TimelineScenario] = Shape.allCases.flatMap { shape in
    [3, 30, 300, 1_000].map { TimelineScenario(shape: shape, seed: UInt64($0) + 7, pending: $0) }
  }

  /// The first difference between the timeline and its twin, or `nil`.
  func firstDifference(tieOrder: TieOrder) -> String? {
    var random = TestRandom(seed: seed)
    var timeline = Timeline<UInt64>(tieOrder: tieOrder)
    var twin = TimelineTwin(tieOrder: tieOrder)
    var reserved: [UInt64] = []
    for call in 0..<calls {
      switch random.below(16) {
      case 0:
        let sequence = timeline.reserveSequence()
        guard sequence == twin.reserveSequence() else { return "call \(call): other number" }
        reserved.append(sequence)
      case 1 where !reserved.isEmpty:
        let sequence = reserved.remove(at: Int(random.below(UInt64(reserved.count))))
        let (time, phase) = place(from: twin.now, &random)
        timeline.schedule(
          random.state, at: Instant(nanoseconds: time), phase: phase, reserved: sequence)
        twin.schedule(random.state, at: time, phase: phase, sequence: sequence)
      case 2 where random.below(400) == 0:
        timeline.removeAll()
        twin.removeAll()
      case 2..<9 where twin.count < 2 * pending:
        // Mostly one event; sometimes many at once, as from a component that wakes others.
        for _ in 0...(random.below(8) == 0 ? random.below(40) : 0) {
          let (time, phase) = place(from: twin.now, &random)
          timeline.schedule(random.state, at: Instant(nanoseconds: time), phase: phase)
          let sequence = twin.reserveSequence()
          twin.schedule(random.state, at: time, phase: phase, sequence: sequence)
          _ = random.next()
        }
      default:
        let horizon = random.below(4) == 0 ? place(from: twin.now, &random).time : .max
        for _ in 0...(random.below(8) == 0 ? random.below(40) : 0) {
          let taken = timeline.next(through: Instant(nanoseconds: horizon))
          let expected = twin.next(through: horizon)
          guard Self.same(taken, expected) else {
            return "call \(call): \(String(describing: taken)), not \(String(describing: expected))"
          }
        }
      }
      guard timeline.count == twin.count, timeline.now.nanoseconds == twin.now else {
        return "call \(call): \(timeline.count) at \(timeline.now)"
      }
    }
    while let expected = twin.next(through: .max) {
      let taken = timeline.next(through: .distantFuture)
      guard Self.same(taken, expected) else {
        return "at the end: \(String(describing: taken)), not \(expected)"
      }
    }
    return timeline.next(through: .distantFuture) == nil ? nil : "an event too many"
  }

  private static func same(
    _ taken: Timeline<UInt64>.Scheduled?, _ expected: TimelineTwin.Entry?
  ) -> Bool {
    guard let taken, let expected else { return taken == nil && expected == nil }
    return taken.time.nanoseconds == expected.time && taken.phase == expected.phase
      && taken.sequence == expected.sequence && taken.event == expected.event
  }

  private func place(
    from now: Int64, _ random: inout TestRandom
  ) -> (time: Int64, phase: Phase) {
    let phase = Phase.allCases[Int(random.below(5))]
    let step: UInt64 =
      switch shape {
      case .fewTimes: random.below(4) * 1_000
      case .exponentialSteps: UInt64(random.below(20) * random.below(20) * random.below(20)) * 1_000
      case .bimodal: random.below(2) == 0 ? random.below(5_000) : random.below(5_000_000_000)
      case .wideRange: random.next() >> (8 + random.below(50))
      case .atNow: random.below(3) == 0 ? random.below(50) : 0
      case .descending: UInt64(max(0, 1_000_000_000 - now % 1_000_000_000)) &- random.below(3)
      case .burstsFarAhead: (1 + random.below(3)) << 40 + random.below(2)
      case .everyPowerOfTwo: 1 << random.below(50)
      case .nearTheEnd: random.below(4) == 0 ? UInt64(Int64.max) : 1 << 57 + random.below(1 << 57)
      }
    let (time, overflow) = now.addingReportingOverflow(Int64(clamping: step))
    // What a timeline cannot tell apart from the end of time, a twin must not either.
    let end: Int64 = 1 << 61 - 1
    return (overflow || time >= end ? .max : max(now, time), phase)
  }
}

/// SplitMix64: enough for tests, and theirs alone.
struct TestRandom {
  private(set) var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return TimelineTwin.mix64(state)
  }

  mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }
}
