import Resilience
import Testing
import TimeBase

@Suite struct LoadMemoryTests {
  @Test func `nothing is known before somebody was answered`() {
    #expect(LoadMemory().latency(meeting: 0) == nil)
  }

  @Test(arguments: [(0, 10), (1, 10), (2, 10), (3, 10), (4, 30), (5, 30), (100, 30)])
  func `the median of those at the nearest load is told, of two the lower load`(
    present: Int, expected: Int64
  ) {
    var memory = LoadMemory()
    for milliseconds in [90, 10, 5, 20] as [Int64] {
      memory.record(.milliseconds(milliseconds), afterMeeting: 1)
    }
    for milliseconds in [30, 70, 20] as [Int64] {
      memory.record(.milliseconds(milliseconds), afterMeeting: 5)
    }
    #expect(memory.latency(meeting: present) == .milliseconds(expected))
  }

  @Test func `only the last are remembered`() {
    var memory = LoadMemory()
    for number in 0..<LoadMemory.capacity {
      memory.record(.milliseconds(Int64(number)), afterMeeting: 0)
    }
    for _ in 0..<LoadMemory.capacity { memory.record(.seconds(1), afterMeeting: 9) }
    #expect(memory.latency(meeting: 0) == .seconds(1))
  }
}
