import Resilience
import Testing
import TimeBase

private func millisecond(_ count: Int64) -> Instant { .zero + .milliseconds(count) }

/// The figures of the paper are from memory.
@Suite struct ProbePoolTests {
  /// Answers of targets 0, 1, 2 … with their loads and latencies, none of which is used up.
  private func balancer(
    _ answers: [(requests: Int, milliseconds: Int64)], quantile: Double
  ) -> TargetBalancer {
    var draws = TestDraws(seed: 0)
    let policy = ProbePool.Policy(removalsPerCall: 0, hotQuantile: quantile)
    var balancer = TargetBalancer(
      .init(algorithm: .prequal(policy), passiveHealth: .none), targetCount: answers.count)
    for (target, answer) in answers.enumerated() {
      balancer.recordProbe(
        of: target, requests: answer.requests, latency: .milliseconds(answer.milliseconds),
        at: .zero, using: &draws)
    }
    return balancer
  }

  @Test(
    arguments: [
      // The median load is 2: targets 0 and 1 are cold, and 1 is faster.
      ([(1, 30), (2, 20), (5, 1), (9, 2)], 0.5, 1),
      // Above a quantile of nothing all but the least loaded are hot.
      ([(3, 1), (2, 50), (4, 1)], 0, 1),
      // Nobody is hot: the fastest is picked, however loaded.
      ([(9, 1), (2, 50), (4, 20)], 1, 0),
    ] as [([(Int, Int64)], Double, Int)])
  func `the fastest of the cold is picked`(
    answers: [(Int, Int64)], quantile: Double, expected: Int
  ) {
    var draws = TestDraws(seed: 1)
    var balancer = balancer(answers, quantile: quantile)
    #expect(balancer.pick(at: millisecond(1), using: &draws) == expected)
  }

  @Test func `if only hot ones may be called the least loaded is picked`() {
    var draws = TestDraws(seed: 1)
    var balancer = balancer([(1, 9), (7, 1), (5, 9), (6, 2)], quantile: 0.25)
    balancer.setAvailable(0, false)
    #expect(balancer.pick(at: millisecond(1), using: &draws) == 2)
    // Its answer counts one request more now, which makes it equal to the last; the oldest wins.
    #expect(balancer.pick(at: millisecond(1), using: &draws) == 2)
    #expect(balancer.pick(at: millisecond(1), using: &draws) == 3)
  }

  @Test func `answers expire, and with fewer than two a target is drawn`() {
    var balancer = balancer([(1, 10), (1, 1), (1, 20), (1, 30)], quantile: 0.5)
    func picks(at now: Instant) -> Set<Int> {
      var (balancer, draws) = (balancer, TestDraws(seed: 6))
      return Set((0..<50).compactMap { _ in balancer.pick(at: now, using: &draws) })
    }
    #expect(picks(at: millisecond(1_001)) == [0, 1, 2, 3])
    var draws = TestDraws(seed: 6)
    #expect(balancer.pick(at: millisecond(1_000), using: &draws) == 1)
  }

  /// b = max(1, (1 + 1) / ((1 - 16/n) 3 - 1)).
  @Test func `an answer is used as often as the margin asks for`() {
    let policy = ProbePool.Policy()
    let (hundred, myriad) = (2 / (0.84 * 3 - 1), 2 / (0.9984 * 3 - 1))
    #expect(abs(policy.reuse(among: 100) - hundred) < 1e-12)
    #expect(abs(policy.reuse(among: 10_000) - myriad) < 1e-12)
    #expect(policy.reuse(among: 16) == .infinity)
    #expect(ProbePool.Policy(probesPerCall: 10).reuse(among: 1_000) == 1)
  }

  @Test func `three targets are probed for each call, none of them twice`() {
    var draws = TestDraws(seed: 2)
    var balancer = TargetBalancer(.init(algorithm: .prequal()), targetCount: 20)
    #expect(balancer.nextProbe(at: .zero, using: &draws) == nil)
    for _ in 0..<50 {
      _ = balancer.pick(at: .zero, using: &draws)
      var probed: [Int] = []
      while let target = balancer.nextProbe(at: .zero, using: &draws) { probed.append(target) }
      #expect(probed.count == 3 && Set(probed).count == 3)
    }
  }

  @Test func `fractions of a probe add up`() {
    var draws = TestDraws(seed: 2)
    let policy = ProbePool.Policy(probesPerCall: 0.25)
    var balancer = TargetBalancer(.init(algorithm: .prequal(policy)), targetCount: 5)
    var probeCount = 0
    for _ in 0..<400 {
      _ = balancer.pick(at: .zero, using: &draws)
      while balancer.nextProbe(at: .zero, using: &draws) != nil { probeCount += 1 }
    }
    #expect(probeCount == 100)
  }

  @Test func `the pool keeps so many answers, and the quantile is that of the last 128 loads`() {
    var pool = ProbePool(.init(hotQuantile: 0.5))
    #expect(pool.hotThreshold == nil)
    for load in 0..<200 {
      pool.record(
        load % 50, requests: load, latency: .milliseconds(1), among: 100, at: .zero, word: 0)
      let recent = Array(0...load).suffix(128)
      let middle = recent.startIndex + (recent.count + 1) / 2 - 1
      #expect(pool.hotThreshold == recent[middle])
      #expect(pool.count == min(16, load + 1))
    }
  }

  @Test(
    arguments: [
      (ProbePool.Policy(capacity: 1), "a pool of 1 answers is not in 2...64"),
      (.init(probesPerCall: -1), "-1.0 probes a call are not in 0...64"),
      (.init(expiry: .zero), "an answer that is good for 0s helps nobody"),
      (.init(hotQuantile: 1.5), "a hot quantile of 1.5 is not in 0...1"),
      (.init(reuseMargin: 0), "a reuse margin of 0.0 is not above 0 and at most 100"),
    ])
  func `an impossible policy says why`(policy: ProbePool.Policy, problem: String) {
    #expect(BalancingAlgorithm.prequal(policy).problem == problem)
    #expect(ProbePool.Policy().problem == nil)
  }
}
