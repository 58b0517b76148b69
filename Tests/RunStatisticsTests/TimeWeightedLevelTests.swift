import RunStatistics
import Testing
import TimeBase

@Suite struct TimeWeightedLevelTests {
  static func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  @Test func `has the area and mean of a staircase`() {
    var level = TimeWeightedLevel(2, at: Self.at(10))
    level.change(by: 3, at: Self.at(20))
    level.change(to: 1, at: Self.at(24))
    #expect(level.level == 1 && level.maximum == 5)
    #expect(level.area(until: Self.at(24)) == 40)
    #expect(level.area(until: Self.at(30)) == 46)
    #expect(level.mean(until: Self.at(30)) == 2.3)
    #expect(TimeWeightedLevel(7, at: Self.at(5)).mean(until: Self.at(5)) == nil)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the area is the sum of everybody's time, to the nanosecond`(seed: UInt64) {
    let visits = Visits(seed: seed)
    var level = TimeWeightedLevel()
    for change in visits.changes {
      level.change(by: change.difference, at: change.time)
    }
    let stays = visits.stays.reduce(0 as Int128) {
      $0 + Int128((min($1.departure, visits.horizon) - $1.arrival).nanoseconds)
    }
    #expect(level.area(until: visits.horizon) == stays)
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `a reset keeps the level and forgets the area`(seed: UInt64) {
    let visits = Visits(seed: seed)
    let (cut, end) = (Self.at(30_000_000_000), visits.horizon)
    var (reset, whole) = (TimeWeightedLevel(), TimeWeightedLevel())
    var earlier: TimeWeightedLevel?
    for change in visits.changes {
      if change.time >= cut, earlier == nil {
        earlier = whole
        reset.reset(at: cut)
        #expect(reset.level == whole.level && reset.maximum == whole.level)
      }
      reset.change(by: change.difference, at: change.time)
      whole.change(by: change.difference, at: change.time)
    }
    let before = earlier.map { $0.area(until: cut) } ?? 0
    #expect(reset.area(until: end) == whole.area(until: end) - before)
    #expect(
      earlier.flatMap { whole.mean(since: $0, at: cut, until: end) } == reset.mean(until: end))
  }

  @Test func `the largest level for the longest time fits`() {
    let level = TimeWeightedLevel(.max)
    #expect(level.area(until: .distantFuture) == Int128(Int64.max) * Int128(Int64.max))
    #expect(TimeWeightedLevel(.min).mean(until: .distantFuture) == -0x1p63)
  }

  @Test func `a level that lasts no time counts for the maximum only`() {
    var level = TimeWeightedLevel()
    level.change(by: 9, at: Self.at(4))
    level.change(by: -9, at: Self.at(4))
    #expect(level.maximum == 9 && level.area(until: Self.at(10)) == 0)
  }

  @Test func `refuses to go back in time`() async {
    await #expect(processExitsWith: .failure) {
      var level = TimeWeightedLevel(0, at: Instant(nanoseconds: 5))
      level.change(by: 1, at: Instant(nanoseconds: 4))
    }
    await #expect(processExitsWith: .failure) {
      var level = TimeWeightedLevel(0, at: Instant(nanoseconds: 5))
      level.reset(at: .zero)
    }
  }
}
