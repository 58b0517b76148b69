import Resilience
import Testing
import TimeBase

@Suite struct ScriptedTokenBucketTests {
  /// Vector T2: 2 a second, capacity 6; the clock steps back to 99, and the older second is stored.
  @Test func `vector T2`() {
    var bucket = ScriptedTokenBucket(.init(tokensPerSecond: 2, capacity: 6))
    let script: [(second: Int64, answers: [Bool])] = [
      (100, [true, true, true, true, true, true, false]), (101, [true, true, false]), (99, [false]),
      (110, [true]),
    ]
    for step in script {
      for isAdmitted in step.answers {
        let decision = bucket.admit(at: Instant(milliseconds: step.second * 1_000))
        #expect((decision == .admitted) == isAdmitted, "at \(step.second) s")
      }
    }
    #expect(bucket.status(at: Instant(milliseconds: 110_000)).remaining == 5)
  }

  @Test func `a clock that steps back refills the time in between again`() {
    var bucket = ScriptedTokenBucket(.init(tokensPerSecond: 1, capacity: 3))
    #expect(bucket.admit(cost: 3, at: Instant(milliseconds: 100_000)) == .admitted)
    #expect(bucket.admit(at: Instant(milliseconds: 98_000)).isRejected)
    #expect(bucket.admit(cost: 2, at: Instant(milliseconds: 100_000)) == .admitted)
  }

  @Test func `tokens come when the second changes`() {
    var bucket = ScriptedTokenBucket(.init(tokensPerSecond: 1, capacity: 1))
    #expect(bucket.admit(at: Instant(milliseconds: 5_900)) == .admitted)
    let decision = bucket.admit(at: Instant(milliseconds: 5_950))
    #expect(decision == .rejected(retryAfter: .milliseconds(50)))
    #expect(bucket.admit(at: Instant(milliseconds: 6_000)) == .admitted)
  }

  @Test(
    arguments: [(2, 6, 6), (2, 1, 1), (3, 7, 4), (3, 5, 3), (1, 1, 2)] as [(Int64, Int64, Int64)])
  func `a key lives twice as long as a bucket takes to fill`(
    rate: Int64, capacity: Int64, seconds: Int64
  ) {
    let policy = ScriptedTokenBucketPolicy(tokensPerSecond: rate, capacity: capacity)
    #expect(policy.timeToLive == seconds)
    #expect(policy.problem == nil)
  }

  @Test func `a key that has expired is full`() {
    var bucket = ScriptedTokenBucket(.init(tokensPerSecond: 1, capacity: 4))
    #expect(bucket.admit(cost: 4, at: Instant(milliseconds: 900)) == .admitted)
    // Eight seconds later the key can still be read, and after that no more.
    #expect(bucket.status(at: Instant(milliseconds: 3_000)).remaining == 3)
    #expect(bucket.status(at: Instant(nanoseconds: 8_900_000_001)).remaining == 4)
  }

  @Test func `a key that would live no second is refused`() {
    let problem = ScriptedTokenBucketPolicy(tokensPerSecond: 5, capacity: 2).problem
    #expect(
      problem
        == "a capacity of 2 is less than half of the 5 tokens of a second: its key would have "
        + "to expire after 0 s, which Redis refuses")
    #expect(ScriptedTokenBucketPolicy(tokensPerSecond: 5, capacity: 3).problem == nil)
    #expect(ScriptedTokenBucketPolicy(tokensPerSecond: 0, capacity: 3).problem != nil)
  }
}
