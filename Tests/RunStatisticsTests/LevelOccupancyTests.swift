import RunStatistics
import Testing
import TimeBase

@Suite struct LevelOccupancyTests {
  @Test func `tells how long each level lasted`() {
    var occupancy = LevelOccupancy(1, at: Instant(nanoseconds: 100), highest: 3)
    occupancy.change(by: 2, at: Instant(nanoseconds: 110))
    occupancy.change(to: 7, at: Instant(nanoseconds: 130))
    occupancy.change(to: 0, at: Instant(nanoseconds: 170))
    let end = Instant(nanoseconds: 200)
    let times = (0...3).map { occupancy.time(at: $0, until: end).nanoseconds }
    #expect(times == [30, 10, 0, 20])
    let above = (0...3).map { occupancy.time(above: $0, until: end).nanoseconds }
    #expect(above == [70, 60, 60, 40])
    #expect(occupancy.share(above: 0, until: end) == 0.7)
    #expect(occupancy.level == 0)
  }

  @Test func `a reset keeps the level`() {
    var occupancy = LevelOccupancy(5)
    occupancy.reset(at: Instant(nanoseconds: 50))
    #expect(occupancy.share(above: 4, until: Instant(nanoseconds: 50)) == nil)
    #expect(occupancy.time(at: 5, until: Instant(nanoseconds: 60)) == .nanoseconds(10))
    #expect(occupancy.start == Instant(nanoseconds: 50))
  }

  @Test func `refuses levels that it cannot tell`() async {
    await #expect(processExitsWith: .failure) {
      var occupancy = LevelOccupancy()
      occupancy.change(by: -1, at: .zero)
    }
    await #expect(processExitsWith: .failure) {
      _ = LevelOccupancy(highest: 3).time(above: 4, until: .zero)
    }
  }
}
