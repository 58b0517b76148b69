import RunStatistics
import Testing
import TimeBase

@Suite struct TimeWeightedMomentsTests {
  @Test func `has the variance of a staircase`() throws {
    // 0 for 5 ns, 2 for 3 ns, 6 for 2 ns: mean 1.8, mean square 8.4.
    var moments = TimeWeightedMoments()
    moments.change(to: 2, at: Instant(nanoseconds: 5))
    moments.change(by: 4, at: Instant(nanoseconds: 8))
    let end = Instant(nanoseconds: 10)
    #expect(moments.mean(until: end) == 1.8)
    #expect(abs(try #require(moments.variance(until: end)) - (8.4 - 1.8 * 1.8)) < 1e-15)
    moments.reset(at: end)
    #expect(moments.variance(until: end) == nil)
    #expect(moments.variance(until: Instant(nanoseconds: 1_000)) == 0)
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `agrees with the occupancy of each level`(seed: UInt64) throws {
    let visits = Visits(seed: seed)
    let end = visits.horizon
    var moments = TimeWeightedMoments()
    var occupancy = LevelOccupancy()
    for change in visits.changes {
      moments.change(by: change.difference, at: change.time)
      occupancy.change(by: change.difference, at: change.time)
    }
    let mean = try #require(moments.mean(until: end))
    let shares = (0...300).map {
      Double(occupancy.time(at: $0, until: end).nanoseconds) / 100_000_000_000
    }
    let squares = shares.enumerated().reduce(0.0) {
      $0 + $1.element * (Double($1.offset) - mean) * (Double($1.offset) - mean)
    }
    #expect(abs(try #require(moments.variance(until: end)) / squares - 1) < 1e-9)
  }

  @Test func `takes levels up to two thousand million`() async {
    var moments = TimeWeightedMoments(-(1 << 31))
    moments.change(to: 1 << 31, at: Instant(nanoseconds: 1 << 62))
    #expect(moments.variance(until: .distantFuture) == 0x1p62)
    await #expect(processExitsWith: .failure) { _ = TimeWeightedMoments((1 << 31) + 1) }
  }
}
