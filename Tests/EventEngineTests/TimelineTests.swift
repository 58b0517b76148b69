import EventEngine
import Testing
import TimeBase

@Suite struct TimelineTests {
  @Test(arguments: TimelineScenario.all)
  func `a timeline plays what a sorted array plays`(scenario: TimelineScenario) {
    #expect(scenario.firstDifference(tieOrder: .insertion) == nil)
  }

  @Test(arguments: TimelineScenario.all)
  func `a shuffled timeline plays what a sorted array plays`(scenario: TimelineScenario) {
    #expect(scenario.firstDifference(tieOrder: .shuffled(seed: scenario.seed)) == nil)
  }

  @Test func `an empty timeline has no next event and stands at zero`() {
    var timeline = Timeline<UInt64>()
    #expect(timeline.next(through: .distantFuture) == nil)
    #expect(timeline.now == .zero)
    #expect(timeline.count == 0)
  }

  @Test func `phases order the events of one instant, and insertion those of one phase`() {
    var timeline = Timeline<UInt64>()
    for (event, phase) in [
      (1, Phase.arrival), (2, .probe), (3, .timer), (4, .fault), (5, .completion), (6, .arrival),
      (7, .fault), (8, .completion),
    ] {
      timeline.schedule(UInt64(event), at: Instant(nanoseconds: 50), phase: phase)
    }
    #expect(timeline.takeAll() == [4, 7, 5, 8, 3, 1, 6, 2])
  }

  @Test func `an event scheduled at now with an earlier phase comes next`() {
    var timeline = Timeline<UInt64>()
    let now = Instant(nanoseconds: 50)
    for event in 0..<100 { timeline.schedule(UInt64(event), at: now, phase: .arrival) }
    #expect(timeline.next(through: now)?.event == 0)
    timeline.schedule(500, at: now, phase: .completion)
    timeline.schedule(600, at: now, phase: .arrival)
    timeline.schedule(501, at: now, phase: .completion)
    #expect(timeline.next(through: now)?.event == 500)
    timeline.schedule(400, at: now, phase: .fault)
    #expect(timeline.takeAll() == [400, 501] + Array(1..<100) + [600])
  }

  @Test func `an event with a reserved number goes before what was scheduled since`() {
    var timeline = Timeline<UInt64>()
    let time = Instant(nanoseconds: 50)
    timeline.schedule(1, at: time, phase: .timer)
    let sequence = timeline.reserveSequence()
    timeline.schedule(3, at: time, phase: .timer)
    timeline.schedule(2, at: time, phase: .timer, reserved: sequence)
    #expect(sequence == 1)
    #expect(timeline.takeAll() == [1, 2, 3])
  }

  @Test func `a horizon includes its own instant and leaves the clock alone before an event`() {
    var timeline = Timeline<UInt64>()
    timeline.schedule(1, at: Instant(nanoseconds: 10), phase: .arrival)
    timeline.schedule(2, at: Instant(nanoseconds: 20), phase: .arrival)
    #expect(timeline.next(through: Instant(nanoseconds: 9)) == nil)
    #expect(timeline.now == .zero)
    let first = timeline.next(through: Instant(nanoseconds: 10))
    #expect(
      first
        == Timeline<UInt64>.Scheduled(
          time: Instant(nanoseconds: 10), phase: .arrival, sequence: 0, event: 1))
    #expect(timeline.next(through: Instant(nanoseconds: 19)) == nil)
    #expect(timeline.now == Instant(nanoseconds: 10))
    // What comes before the event that was looked at in vain is still played before it.
    timeline.schedule(3, at: Instant(nanoseconds: 15), phase: .arrival)
    #expect(timeline.takeAll() == [3, 2])
    #expect(timeline.now == Instant(nanoseconds: 20))
  }

  @Test(arguments: [.max, .max - 1, 1 << 61, 1 << 61 - 1] as [Int64])
  func `the end of time comes at no earlier horizon`(nanoseconds: Int64) {
    var timeline = Timeline<UInt64>()
    let last = Instant(nanoseconds: 1 << 61 - 2)
    timeline.schedule(1, at: Instant(nanoseconds: nanoseconds), phase: .arrival)
    timeline.schedule(2, at: .distantFuture, phase: .completion)
    timeline.schedule(3, at: last, phase: .arrival)
    #expect(timeline.next(through: last)?.event == 3)
    #expect(timeline.now == last)
    #expect(timeline.next(through: last) == nil)
    let first = timeline.next(through: .distantFuture)
    #expect(first?.event == 2)
    #expect(first?.time == .distantFuture)
    timeline.schedule(4, at: .distantFuture, phase: .arrival)
    #expect(timeline.takeAll() == [1, 4])
  }

  @Test func `removing all events keeps the clock and the sequence numbers`() {
    var timeline = Timeline<UInt64>()
    for event in 0..<1_000 {
      timeline.schedule(
        UInt64(event), at: Instant(nanoseconds: Int64(event) * 1_000), phase: .timer)
    }
    for _ in 0..<3 { _ = timeline.next(through: .distantFuture) }
    timeline.removeAll()
    #expect(timeline.count == 0)
    #expect(timeline.next(through: .distantFuture) == nil)
    #expect(timeline.now == Instant(nanoseconds: 2_000))
    timeline.schedule(7, at: timeline.now, phase: .timer)
    #expect(timeline.next(through: .distantFuture)?.sequence == 1_000)
  }

  @Test func `scheduling in the past stops the process and says when and when it is`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var timeline = Timeline<UInt64>()
      timeline.schedule(1, at: Instant(nanoseconds: 2_000_000), phase: .arrival)
      _ = timeline.next(through: .distantFuture)
      timeline.schedule(2, at: Instant(nanoseconds: 1_999_999), phase: .arrival)
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("at 1.999999ms, when it is 2ms"))
  }

  @Test func `a sequence number that was not reserved stops the process`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var timeline = Timeline<UInt64>()
      _ = timeline.reserveSequence()
      timeline.schedule(1, at: .zero, phase: .arrival, reserved: 1)
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("sequence number 1 was never reserved: the next one is 1"))
  }
}
