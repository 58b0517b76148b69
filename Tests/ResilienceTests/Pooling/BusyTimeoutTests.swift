import Resilience
import Testing
import TimeBase

@Suite struct BusyTimeoutTests {
  private static func pauses(_ timeout: BusyTimeout) -> [Int64] {
    var result: [Int64] = []
    while let pause = timeout.pause(beforeRetry: result.count) {
      result.append(pause.nanoseconds / 1_000_000)
    }
    return result
  }

  /// Components specification, section 7.3, after SQLite's own table.
  @Test(
    arguments: [
      (0, []), (100, [1, 2, 5, 10, 15, 20, 25, 22]),
      (500, [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100, 100, 72]), (1, [1]), (2, [1, 1]),
      (328, [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]),
    ] as [(Int64, [Int64])])
  func `the pauses are those of SQLite and end with the timeout`(timeout: Int64, pauses: [Int64]) {
    #expect(Self.pauses(BusyTimeout(.milliseconds(timeout))) == pauses)
    #expect(pauses.reduce(0, +) == timeout)
  }

  @Test func `five seconds are 59 pauses`() {
    let pauses = Self.pauses(BusyTimeout(.seconds(5)))
    #expect(pauses.count == 59 && pauses.reduce(0, +) == 5_000)
  }

  @Test(arguments: [(999, 0), (1_000, 1), (5_500, 5)] as [(Int64, Int)])
  func `without short sleeps each pause is a second`(timeout: Int64, count: Int) {
    let pauses = Self.pauses(BusyTimeout(.milliseconds(timeout), sleepsMilliseconds: false))
    #expect(pauses == Array(repeating: 1_000, count: count))
  }

  @Test func `a retry of any number has an answer`() {
    #expect(BusyTimeout(.forever).pause(beforeRetry: 1 << 30) == .milliseconds(100))
    #expect(BusyTimeout(.seconds(5)).pause(beforeRetry: .max) == nil)
    #expect(
      BusyTimeout(.seconds(-1)).problem == "a busy timeout of -1s is negative; 0s does not wait")
  }

  /// The lock is free at 30 ms and found so at 33, where the next poll is: nobody has it meanwhile.
  @Test func `a lock that is released is found at the next poll only`() {
    let timeout = BusyTimeout(.seconds(1))
    var time: Int64 = 0
    var retry = 0
    while time < 30, let pause = timeout.pause(beforeRetry: retry) {
      time += pause.nanoseconds / 1_000_000
      retry += 1
    }
    #expect(time == 33)
  }
}
