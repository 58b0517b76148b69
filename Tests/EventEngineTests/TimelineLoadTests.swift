import EventEngine
import PortableMathematics
import Testing
import TimeBase

/// Schedules that a careless queue would take hours or gigabytes for.
///
/// How much work they may be is stated in multiples of *n* log *n*, for *n* events. Each limit is two
/// to three times what was counted, so that another constant passes; work that grows with the square
/// of *n* would be hundreds to thousands of times the limit. It is counted in debug builds only.
@Suite struct TimelineLoadTests {
  private static let orders = [TieOrder.insertion, .shuffled(seed: 3)]

  @Test func `a million events of one instant are played in their order`() {
    var timeline = Timeline<UInt64>()
    let time = Instant(nanoseconds: 5_000_000)
    for event in 0..<1_000_000 as Range<UInt64> {
      timeline.schedule(event, at: time, phase: .arrival)
    }
    var expected: UInt64 = 0
    while let taken = timeline.next(through: time), taken.event == expected { expected += 1 }
    #expect(expected == 1_000_000)
    #expect(timeline.count == 0)
    // Counted: 0.1.
    timeline.expectWork(atMost: 0.3, events: 1_000_000)
  }

  @Test(arguments: orders)
  func `phases in any order at one instant cost no more than sorting them`(order: TieOrder) {
    var timeline = Timeline<UInt64>(tieOrder: order)
    var random = TestRandom(seed: 1)
    for event in 0..<100_000 as Range<UInt64> {
      timeline.schedule(event, at: .zero, phase: Phase.allCases[Int(random.below(5))])
    }
    let isOrdered = timeline.takesAllInOrder(order)
    #expect(isOrdered)
    // Counted: 0.2 in the order of insertion, 1.1 shuffled.
    timeline.expectWork(atMost: 2, events: 100_000)
  }

  @Test(arguments: orders)
  func `descending times cost no more than sorting them`(order: TieOrder) {
    var timeline = Timeline<UInt64>(tieOrder: order)
    for event in 0..<100_000 as Range<UInt64> {
      let time = Instant(nanoseconds: Int64(1 << 50 - event * 1_000))
      timeline.schedule(event, at: time, phase: .timer)
    }
    let isOrdered = timeline.takesAllInOrder(order)
    #expect(isOrdered)
    // Counted: 0.4.
    timeline.expectWork(atMost: 1, events: 100_000)
  }

  /// A look moves what is next into the sorted buffer, so that what is scheduled then is early.
  @Test(arguments: orders, [1, 25] as [UInt64])
  func `descending times between vain looks cost no more than sorting them`(
    order: TieOrder, cluster: UInt64
  ) {
    var timeline = Timeline<UInt64>(tieOrder: order)
    for event in 0..<100_000 as Range<UInt64> {
      let time = Int64((100_000 - event / cluster) << 30 + event % cluster)
      timeline.schedule(event, at: Instant(nanoseconds: time), phase: .timer)
      if event % 30 == 0 {
        let start = Int64((100_000 - event / cluster) << 30)
        #expect(timeline.next(through: Instant(nanoseconds: start - 1)) == nil)
      }
    }
    let isOrdered = timeline.takesAllInOrder(order)
    #expect(isOrdered)
    // Counted: 1.8 one by one, 1.3 in clusters.
    timeline.expectWork(atMost: 4, events: 100_000)
  }

  @Test(arguments: orders)
  func `work that ends at once goes past all that waits at the instant`(order: TieOrder) {
    var timeline = Timeline<UInt64>(tieOrder: order)
    for event in 0..<20_000 as Range<UInt64> {
      timeline.schedule(event, at: .zero, phase: .arrival)
    }
    var completions = 0
    while let taken = timeline.next(through: .zero) {
      guard taken.phase == .arrival else {
        completions += 1
        continue
      }
      for _ in 0..<(taken.event % 100 == 0 ? 100 : 1) {
        timeline.schedule(taken.event, at: timeline.now, phase: .completion)
      }
    }
    #expect(completions == 20_000 + 200 * 99)
    // Counted: 1.3 in the order of insertion, 1.1 shuffled.
    timeline.expectWork(atMost: 3, events: 20_000 + completions)
  }

  /// Ten events: the sorted buffer alone. Thousands: one rung, or two for more than 16,384.
  @Test(arguments: [10, 1_000, 40_000], [1_000, 1_000_000_000] as [UInt64])
  func `memory is bounded by the most events pending at once`(pending: Int, longest: UInt64) {
    var timeline = Timeline<UInt64>()
    var random = TestRandom(seed: 1)
    func step() -> TimeSpan {
      let longest = random.below(2) == 0 ? 1_000 : longest
      return TimeSpan(nanoseconds: Int64(random.below(longest)))
    }
    for event in 0..<UInt64(pending) {
      timeline.schedule(event, at: .zero + step(), phase: .timer)
    }
    var previous = timeline.now
    var isOrdered = true
    for _ in 0..<200_000 {
      guard let taken = timeline.next(through: .distantFuture) else { break }
      isOrdered = isOrdered && previous <= taken.time
      previous = taken.time
      timeline.schedule(taken.event, at: taken.time + step(), phase: .timer)
    }
    #expect(isOrdered)
    #expect(timeline.count == pending)
    // Eight places a chunk, of which a bucket may use one, and twice that from doubling.
    #expect(timeline.capacity <= 16 * pending + 512)
    #expect(timeline.takeAll().sorted() == Array(0..<UInt64(pending)))
    #expect(timeline.count == 0)
  }

  @Test func `what was emptied is used again`() {
    var timeline = Timeline<UInt64>()
    var capacities: [Int] = []
    for round in 0..<20 as Range<Int64> {
      let start = Instant(nanoseconds: round << 40)
      for event in 0..<5_000 as Range<UInt64> {
        timeline.schedule(
          event, at: start + TimeSpan(nanoseconds: Int64(event << 20)), phase: .timer)
      }
      if round % 2 == 0 { timeline.removeAll() } else { #expect(timeline.takeAll().count == 5_000) }
      capacities.append(timeline.capacity)
    }
    #expect(Set(capacities.dropFirst(2)).count == 1)
  }
}

extension Timeline<UInt64> {
  /// Expects no more work, all told, than `factor` *n* log2 *n*; in a release build nobody counts.
  func expectWork(
    atMost factor: Double, events: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #if DEBUG
      let scale = Double(events) * PortableMath.log(Double(events)) / PortableMath.log(2)
      let work = Double(workCount) / scale
      #expect(work <= factor, "times n log n", sourceLocation: sourceLocation)
    #endif
  }

  /// The events that are left, in the order in which they are played.
  mutating func takeAll() -> [UInt64] {
    var events: [UInt64] = []
    while let taken = next(through: .distantFuture) { events.append(taken.event) }
    return events
  }

  /// Plays 100,000 events, and says whether a sorted array would play them in this order.
  mutating func takesAllInOrder(_ order: TieOrder) -> Bool {
    var taken: [Scheduled] = []
    while let next = next(through: .distantFuture) { taken.append(next) }
    let twin = TimelineTwin(tieOrder: order)
    let isSorted = zip(taken, taken.dropFirst()).allSatisfy { first, second in
      twin.precedes(first.asTwin, second.asTwin)
    }
    return isSorted && Set(taken.map(\.sequence)).count == 100_000 && count == 0
  }
}

extension Timeline<UInt64>.Scheduled {
  fileprivate var asTwin: TimelineTwin.Entry {
    TimelineTwin.Entry(
      time: time.nanoseconds, phase: phase, sequence: sequence, event: event)
  }
}
