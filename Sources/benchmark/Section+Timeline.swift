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
        """,
      cases: drawing + holds + heaps + bimodalHolds)
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
      Case("timeline, \(pending) pending", operations: operations(pending), goal: goal) {
        TimelineHold(pending: pending, steps: .exponential())
      }
    }
  }

  /// They take the same events in the same order as the timelines, so their checksums are equal.
  private static var heaps: [Case] {
    [100, 1_000, 10_000, 1_000_000].map { pending in
      Case("binary heap, \(pending) pending", operations: operations(pending)) {
        HeapHold(pending: pending, steps: .exponential())
      }
    }
  }

  private static var bimodalHolds: [Case] {
    [1_000, 1_000_000].map { pending in
      Case("timeline, \(pending) pending, us and s", operations: operations(pending)) {
        TimelineHold(pending: pending, steps: .bimodal())
      }
    }
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

private final class HeapHold: Workload {
  private var heap = BinaryHeap<HeldEvent>()
  private var steps: RandomSteps

  init(pending: Int, steps: RandomSteps) {
    self.steps = steps
    for number in 0..<pending {
      let event = HeldEvent(number)
      heap.schedule(event, at: .zero + self.steps.next(), phase: event.phase)
    }
    _ = run(operations: 3 * pending)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&heap, &steps, operations)
  }

  private static func loop(
    _ heap: inout BinaryHeap<HeldEvent>, _ steps: inout RandomSteps, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      guard let taken = heap.next() else { break }
      checksum = checksum &* 31 &+ UInt64(taken.event.call) ^ taken.sequence
      heap.schedule(taken.event, at: taken.time + steps.next(), phase: taken.event.phase)
    }
    return checksum
  }
}
