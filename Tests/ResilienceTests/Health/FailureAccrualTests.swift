import Resilience
import Testing
import TimeBase

private func second(_ count: Int64) -> Instant { .zero + .seconds(count) }

/// Finagle's rules, whose figures are those of section 4.4 of the components specification.
@Suite struct FailureAccrualTests {
  @Test func `five failures in a row kill, and one probe at a time tries again`() {
    var accrual = FailureAccrual()
    for outcome in [CallOutcome.failure, .failure, .failure, .failure, .success, .ignored] {
      #expect(accrual.record(outcome, at: second(1)) == nil)
    }
    let changes = (0..<5).map { _ in accrual.record(.failure, at: second(2)) }
    #expect(changes == [nil, nil, nil, nil, .wentDown])
    #expect(accrual.state == .dead(until: second(7)))
    #expect(accrual.record(.success, at: second(3)) == nil && !accrual.isOpen(at: second(6)))
    #expect(accrual.isOpen(at: second(7)) && accrual.state == .probeOpen)
    accrual.recordPick(at: second(7))
    #expect(accrual.state == .probeClosed && !accrual.isOpen(at: second(8)))
    #expect(accrual.record(.ignored, at: second(8)) == nil && accrual.isOpen(at: second(8)))
    accrual.recordPick(at: second(8))
    #expect(accrual.record(.success, at: second(9)) == .cameUp && accrual.state == .alive)
  }

  /// The first time is 5 s; then between 5 and 10, 10 and 20 …, but no more than 300.
  @Test(
    arguments: [
      (0, [5, 5, 10, 20, 40, 80, 160, 300]), (1 << 63, [5, 7.5, 15, 30, 60, 120, 240, 300]),
    ] as [(UInt64, [Double])])
  func `dead times double, with half of each drawn`(word: UInt64, times: [Double]) {
    var accrual = FailureAccrual(.init(rule: .consecutive(failures: 1)))
    var now = Instant.zero
    for time in times {
      _ = accrual.record(.failure, at: now, word: word)
      let end = now + TimeSpan(roundingNanoseconds: time * 1e9)
      #expect(accrual.state == .dead(until: end))
      now = end
      accrual.recordPick(at: now)
    }
    #expect(accrual.record(.success, at: now) == .cameUp)
    #expect(accrual.record(.failure, at: now) == .wentDown)
    #expect(accrual.state == .dead(until: now + .seconds(5)))
  }

  @Test func `less than four fifths of at least five calls in 30 s kill`() {
    var accrual = FailureAccrual(.successRate)
    for outcome in [CallOutcome.failure, .success, .success, .success, .success] {
      #expect(accrual.record(outcome, at: second(1)) == nil)
    }
    #expect(accrual.record(.failure, at: second(2)) == .wentDown)

    var patient = FailureAccrual(.successRate)
    for time in [1, 40, 80, 120, 160, 200, 240] {
      #expect(patient.record(.failure, at: second(Int64(time))) == nil)
    }
  }

  @Test(
    arguments: [
      (.init(rule: .consecutive(failures: 0)), "0 failures in a row are none; use at least 1"),
      (
        .init(rule: .successRate(percent: 0, seconds: 1, minimumCalls: 1)),
        "a success rate of 0 % is not in 1...100"
      ),
      (.init(shortest: .zero), "a target cannot be dead for 0s; use more than 0s"),
      (.init(longest: .seconds(1)), "the longest 1s is below the shortest 5s"),
    ] as [(FailureAccrual.Policy, String)])
  func `an impossible policy says why`(policy: FailureAccrual.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(FailureAccrual.Policy().problem == nil)
  }
}
