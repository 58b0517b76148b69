import Resilience
import Testing
import TimeBase

@Suite struct FailureShareTests {
  /// The counters at any second: one call a second, of which those from 10 s to 14 s fail.
  private static func counters(_ second: Int) -> (ended: UInt64, failed: UInt64) {
    (UInt64(second), UInt64(min(5, max(0, second - 10))))
  }

  /// The share since the last look that is at least as old as the window, looked up among all looks.
  private static func share(_ looks: [Int], _ window: Int) -> Double? {
    let now = looks[looks.count - 1]
    let base = looks.dropLast().last { $0 + window <= now } ?? 0
    let (start, end) = (counters(base), counters(now))
    guard end.ended > start.ended else { return nil }
    return Double(end.failed - start.failed) / Double(end.ended - start.ended)
  }

  @Test(arguments: [1, 3, 5, 30], [1, 2, 7])
  func `A share is of what was added since the last look that is old enough`(
    window: Int, step: Int
  ) {
    var share = FailureShare(over: .seconds(Int64(window)))
    var looks: [Int] = []
    for second in stride(from: step, through: 40, by: step) {
      looks.append(second)
      let (ended, failed) = Self.counters(second)
      let found = share.look(ended: ended, failed: failed, at: .zero + .seconds(Int64(second)))
      #expect(found == Self.share(looks, window), "\(second)")
    }
  }

  @Test func `Nothing is said of nothing`() {
    var share = FailureShare(over: .seconds(1))
    #expect(share.look(ended: 0, failed: 0, at: .zero) == nil)
    #expect(share.look(ended: 4, failed: 1, at: .zero + .seconds(1)) == 0.25)
    #expect(share.look(ended: 4, failed: 1, at: .zero + .seconds(2)) == nil)
  }

  @Test func `Statuses are in order`() {
    #expect(HealthStatus.allCases == HealthStatus.allCases.sorted())
  }
}
