import EventEngine
import TimeBase

extension Section {
  /// The hold model (Jones, CACM 29(4), 1986): take the next event, schedule it again later.
  static var timeline: Section {
    Section(
      name: "timeline",
      about: """
        one operation takes the next event and schedules it again after a random time, drawn as
        in the first line; events are ordered by time, phase and sequence number
        """
    ) { runner in
      let measurements = runner.measure(drawing + holds + heaps + bimodalHolds)
      return Table(measurements).text + "\n\n" + comparison(measurements)
    }
  }

  /// Enough that what the cases before it left in the caches does not matter.
  private static func operations(_ pending: Int) -> Int {
    max(200_000, 2 * pending)
  }

  private static var drawing: [Case] {
    [Case("draw of an exponential time", operations: 200_000) { Draws(steps: .exponential()) }]
  }

  private static var holds: [Case] {
    [(100, nil), (1_000, 20), (10_000, nil), (1_000_000, 35)].map { pending, goal in
      Case(timelineName(pending), operations: operations(pending), goal: goal) {
        TimelineHold(pending: pending, steps: .exponential())
      }
    }
  }

  /// They take the same events in the same order as the timelines, so their checksums are equal.
  private static var heaps: [Case] {
    let plain = [100, 1_000, 10_000, 1_000_000].map { pending in
      Case(plainName(pending), operations: operations(pending)) {
        HeapHold(PlainEntry<HeldEvent>.self, pending: pending, steps: .exponential())
      }
    }
    let packed = heapGoals.map { pending, _ in
      Case(packedName(pending), operations: operations(pending)) {
        HeapHold(PackedEntry<HeldEvent>.self, pending: pending, steps: .exponential())
      }
    }
    return plain + packed
  }

  private static var bimodalHolds: [Case] {
    [1_000, 1_000_000].map { pending in
      Case("timeline, \(pending) pending, us and s", operations: operations(pending)) {
        TimelineHold(pending: pending, steps: .bimodal())
      }
    }
  }

  private static func timelineName(_ pending: Int) -> String { "timeline, \(pending) pending" }

  private static func plainName(_ pending: Int) -> String { "binary heap, \(pending) pending" }

  private static func packedName(_ pending: Int) -> String {
    "binary heap, packed, \(pending) pending"
  }

  /// What a binary heap took on the reference machine, 52 ns and 190 to 250 ns, makes of the goals of
  /// 20 and 35 ns.
  private static let heapGoals = [
    (pending: 1_000, goal: RatioGoal.atLeast(2.6...2.6)),
    (pending: 1_000_000, goal: RatioGoal.atLeast(5.4...7.1)),
  ]

  /// How many times faster than the faster of two binary heaps the timeline is.
  private static func comparison(_ measurements: [Measurement]) -> String {
    func measurement(_ name: String) -> Measurement? { measurements.first { $0.name == name } }
    var table = Table(header: ["faster binary heap / timeline", "ratio", "goal", ""])
    for (pending, goal) in heapGoals {
      guard let timeline = measurement(timelineName(pending)) else { continue }
      let heaps = [plainName(pending), packedName(pending)].compactMap(measurement)
      let ratio = heaps.map { $0.times(timeline) }.min() ?? .nan
      table.append(["\(pending) pending"] + goal.cells(for: ratio))
    }
    return table.text
      + "\nthe goals are the ratios on the reference machine, where a binary heap took 52 ns and "
      + "190 to 250 ns"
  }
}

/// An event as the simulation has them: eight bytes.
private struct HeldEvent: BitwiseCopyable, Sendable {
  var kind: UInt8
  var component: UInt16
  var call: UInt32

  init(_ number: Int) {
    kind = UInt8(truncatingIfNeeded: number)
    component = UInt16(truncatingIfNeeded: number)
    call = UInt32(truncatingIfNeeded: number)
  }

  /// The phase in which it comes back, so that all phases are mixed.
  var phase: Phase {
    switch kind & 3 {
    case 0: .completion
    case 1: .timer
    default: .arrival
    }
  }
}

private final class Draws: Workload {
  private var steps: RandomSteps

  init(steps: RandomSteps) {
    self.steps = steps
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&steps, operations)
  }

  private static func loop(_ steps: inout RandomSteps, _ operations: Int) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      checksum = checksum &* 31 &+ UInt64(bitPattern: steps.next().nanoseconds)
    }
    return checksum
  }
}

private final class TimelineHold: Workload {
  private var timeline = Timeline<HeldEvent>()
  private var steps: RandomSteps

  init(pending: Int, steps: RandomSteps) {
    self.steps = steps
    for number in 0..<pending {
      let event = HeldEvent(number)
      timeline.schedule(event, at: .zero + self.steps.next(), phase: event.phase)
    }
    // Until the times are those of a simulation that has been running for long.
    _ = run(operations: 3 * pending)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&timeline, &steps, operations)
  }

  private static func loop(
    _ timeline: inout Timeline<HeldEvent>, _ steps: inout RandomSteps, _ operations: Int
  ) -> UInt64 {
    let horizon = Instant.distantFuture
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      guard let taken = timeline.next(through: horizon) else { break }
      checksum = checksum &* 31 &+ UInt64(taken.event.call) ^ taken.sequence
      timeline.schedule(taken.event, at: taken.time + steps.next(), phase: taken.event.phase)
    }
    return checksum
  }
}

/// The loop is a function that is specialised where the kind of entry is known: a generic class would
/// run its methods as they are.
private final class HeapHold: Workload {
  private let body: (Int) -> UInt64

  init<Entry: HeapEntry>(_ kind: Entry.Type, pending: Int, steps: RandomSteps)
  where Entry.Event == HeldEvent {
    var (heap, steps) = (BinaryHeap<Entry>(), steps)
    for number in 0..<pending {
      let event = HeldEvent(number)
      heap.schedule(event, at: .zero + steps.next(), phase: event.phase)
    }
    body = { Self.loop(&heap, &steps, $0) }
    _ = body(3 * pending)
  }

  func run(operations: Int) -> UInt64 { body(operations) }

  private static func loop<Entry: HeapEntry>(
    _ heap: inout BinaryHeap<Entry>, _ steps: inout RandomSteps, _ operations: Int
  ) -> UInt64 where Entry.Event == HeldEvent {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      guard let taken = heap.next() else { break }
      checksum = checksum &* 31 &+ UInt64(taken.event.call) ^ taken.sequence
      heap.schedule(taken.event, at: taken.time + steps.next(), phase: taken.event.phase)
    }
    return checksum
  }
}
