import Resilience
import Testing
import TimeBase

private func millisecond(_ count: Int64) -> Instant { .zero + .milliseconds(count) }

@Suite struct PeakEWMATests {
  private let policy = PeakEWMA.Policy()

  /// Vector B13, with Finagle's decay of 10 s.
  @Test func `slow calls count at once and fast ones by and by`() {
    var fresh = PeakEWMA(policy)
    #expect(fresh.load(pending: 0, at: .zero, under: policy) == 0)
    #expect(fresh.load(pending: 1, at: .zero, under: policy) == 140_737_488_355_328)

    var estimate = fresh
    estimate.observe(.milliseconds(100), at: millisecond(5_000), under: policy)
    #expect(estimate.load(pending: 0, at: millisecond(5_000), under: policy) == 100e6)
    #expect(estimate.load(pending: 2, at: millisecond(5_000), under: policy) == 300e6)
    // 300 ms / e, to nine digits.
    let faded = estimate.load(pending: 2, at: millisecond(15_000), under: policy)
    #expect(abs(faded - 110_363_832.351) < 0.001)

    var faster = estimate
    faster.observe(.milliseconds(20), at: millisecond(15_000), under: policy)
    #expect(abs(faster.cost - 36_787_944.117) < 0.001)
    estimate.observe(.milliseconds(400), at: millisecond(15_000), under: policy)
    #expect(estimate.cost == 400e6)
  }

  /// What is left after two spans is what is left of what is left, and e^-1 as tables have it.
  @Test func `decay is exponential`() {
    let policy = PeakEWMA.Policy(decay: .seconds(1), initialLatency: .nanoseconds(1 << 40))
    func left(after spans: Int64...) -> Double {
      var estimate = PeakEWMA(policy)
      var now = Instant.zero
      for span in spans {
        now += .milliseconds(span)
        _ = estimate.load(pending: 0, at: now, under: policy)
      }
      return estimate.cost / 0x1p40
    }
    #expect(abs(left(after: 1_000) - 0.367_879_441_171_442_33) < 1e-16)
    #expect(abs(left(after: 2_500) - 0.082_084_998_623_898_8) < 1e-16)
    #expect(abs(left(after: 1) - 0.999_000_499_833_374_9) < 2e-16)
    for first in stride(from: Int64(1), to: 20_000, by: 997) {
      let whole = left(after: first + 333)
      // Twice the rounding of the exponent, and a few units for the rest.
      let unit = whole * 0x1p-53
      let bound = (2 * Double(first + 333) / 1_000 + 8) * unit
      #expect(abs(left(after: first, 333) - whole) <= bound)
    }
    #expect(left(after: 699_000) > 0 && left(after: 701_000) == 0)
  }

  @Test func `an assumed latency takes the place of the penalty`() {
    let policy = PeakEWMA.Policy(initialLatency: .milliseconds(30))
    var estimate = PeakEWMA(policy)
    #expect(estimate.load(pending: 1, at: .zero, under: policy) == 60e6)
  }

  @Test func `a slow target is avoided, and looked at again once its estimate has faded`() {
    var draws = TestDraws(seed: 4)
    var balancer = TargetBalancer(.init(algorithm: .peakEWMA()), targetCount: 2)
    func picks(at now: Instant) -> Set<Int> {
      var picked: Set<Int> = []
      for _ in 0..<20 {
        guard let target = balancer.pick(at: now, using: &draws) else { continue }
        let latency = TimeSpan.milliseconds(target == 0 ? 500 : 5)
        balancer.release(target, .success, lasting: latency, at: now)
        picked.insert(target)
      }
      return picked
    }
    #expect(picks(at: millisecond(1)).contains(1))
    #expect(picks(at: millisecond(2)) == [1])
    #expect(balancer.estimatedLoad(of: 0, at: millisecond(2)) > 499e6)
    #expect(picks(at: millisecond(120_000)).contains(0))
  }

  @Test(arguments: [
    (PeakEWMA.Policy(decay: .zero), "an estimate cannot fade over 0s; use more than 0s"),
    (.init(initialLatency: .nanoseconds(-1)), "an initial latency cannot be -1ns"),
  ])
  func `an impossible policy says why`(policy: PeakEWMA.Policy, problem: String) {
    #expect(BalancingAlgorithm.peakEWMA(policy).problem == problem)
    #expect(PeakEWMA.Policy().problem == nil)
  }
}
