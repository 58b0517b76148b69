import Resilience
import Testing
import TimeBase

private func second(_ count: Int64) -> Instant { .zero + .seconds(count) }

@Suite struct OutlierDetectorTests {
  private var draws = TestDraws(seed: 1)

  /// Counts calls of which so many per cent succeed, mixed so that errors never come five in a row.
  private mutating func call(
    _ target: Int, times: Int, percent: Int, _ detector: inout OutlierDetector,
    at now: Instant = .zero
  ) {
    var owed = 0
    for _ in 0..<times {
      owed += percent
      let succeeds = owed >= 100
      if succeeds { owed -= 100 }
      let change = detector.record(
        succeeds ? .success : .serverError, of: target, at: now, using: &draws)
      #expect(change == nil)
    }
  }

  /// Section 4.4 of the components specification [upstream, a unit test of Envoy]: mean 90, deviation
  /// 20, threshold 52; with four targets 46.4, which half of the calls are not below.
  @Test(
    arguments: [(5, 90, 52.0, true), (4, 87.5, 46.363_793, false)] as [(Int, Double, Double, Bool)])
  mutating func `a rate far below the mean is an outlier, but not of four`(
    targets: Int, mean: Double, threshold: Double, isEjected: Bool
  ) {
    let bad = targets - 1
    var detector = OutlierDetector(.init(successRateHosts: 4), targetCount: targets)
    for target in 0..<bad { call(target, times: 200, percent: 100, &detector) }
    call(bad, times: 200, percent: 50, &detector)
    #expect(detector.sweep(at: second(9), using: &draws).isEmpty)
    let changes = detector.sweep(at: second(10), using: &draws)
    #expect(detector.lastComparison?.mean == mean)
    #expect(abs((detector.lastComparison?.threshold ?? 0) - threshold) < 1e-6)
    #expect(detector.isEjected(bad) == isEjected && changes.count == (isEjected ? 1 : 0))
    if isEjected {
      #expect(changes.first?.target == bad && changes.first?.kind == .wentDown)
      #expect(changes.first?.cause == .successRate)
    }
  }

  @Test(arguments: [(5, 99), (4, 200)])
  mutating func `too few targets or calls are not compared`(targets: Int, calls: Int) {
    var detector = OutlierDetector(.init(), targetCount: targets)
    for target in 1..<targets { call(target, times: calls, percent: 100, &detector) }
    call(0, times: calls, percent: 50, &detector)
    #expect(detector.sweep(at: second(10), using: &draws).isEmpty)
    #expect(detector.lastComparison == nil)
  }

  @Test mutating func `five errors in a row eject at once, four and a success do not`() {
    var detector = OutlierDetector(.init(), targetCount: 3)
    for result in [OutlierDetector.Result.serverError, .gatewayFailure, .serverError, .serverError]
    {
      #expect(detector.record(result, of: 1, at: second(1), using: &draws) == nil)
    }
    #expect(detector.record(.success, of: 1, at: second(1), using: &draws) == nil)
    for _ in 0..<4 {
      #expect(detector.record(.serverError, of: 1, at: second(1), using: &draws) == nil)
    }
    let change = detector.record(.serverError, of: 1, at: second(2), using: &draws)
    #expect(change?.target == 1 && change?.kind == .wentDown && change?.cause == .consecutiveErrors)
    #expect(detector.ejectionEnd(of: 1) == second(32))
    // Calls that were under way are counted, and change nothing.
    for _ in 0..<20 {
      #expect(detector.record(.serverError, of: 1, at: second(3), using: &draws) == nil)
    }
  }

  @Test mutating func `gateway failures in a row are interrupted by other errors`() {
    var detector = OutlierDetector(
      .init(consecutiveErrors: 0, consecutiveGatewayFailures: 2), targetCount: 1)
    for status in [502, 500, 504, 500, 503] as [UInt16] {
      let result = OutlierDetector.Result(status: status)
      #expect(detector.record(result, of: 0, at: .zero, using: &draws) == nil)
    }
    let change = detector.record(.gatewayFailure, of: 0, at: .zero, using: &draws)
    #expect(change?.cause == .consecutiveGatewayFailures)
  }

  @Test mutating func `a percentage of failures is an outlier from exactly there on`() {
    let policy = OutlierDetector.Policy(
      consecutiveErrors: 0, maximumEjected: 100, deviationThousandths: 0, failurePercentage: 85)
    var detector = OutlierDetector(policy, targetCount: 5)
    for (target, percent) in [15, 16, 100, 0, 50].enumerated() {
      call(target, times: 100, percent: percent, &detector)
    }
    let changes = detector.sweep(at: second(10), using: &draws)
    #expect(changes.map(\.target) == [0, 3])
    #expect(changes.allSatisfy { $0.cause == .failurePercentage })
  }

  /// Base time times the ejections not lived down, seen by sweeps every 10 s, at each of which the
  /// target fails again that has just come back.
  @Test mutating func `each ejection lasts longer, up to a maximum, until it is lived down`() {
    let policy = OutlierDetector.Policy(consecutiveErrors: 1, maximumEjection: .seconds(100))
    var detector = OutlierDetector(policy, targetCount: 1)
    var now = second(0)
    func lengthOfEjection() -> Int {
      _ = detector.record(.serverError, of: 0, at: now, using: &draws)
      for sweep in 1...20 {
        now += .seconds(10)
        let kinds = detector.sweep(at: now, using: &draws).map(\.kind)
        if kinds == [.cameUp] { return sweep * 10 }
      }
      return .max
    }
    let lengths = (0..<6).map { _ in lengthOfEjection() }
    #expect(lengths == [30, 60, 90, 100, 100, 100])
    // Of five ejections three are lived down, so that the next is the third.
    for _ in 0..<3 {
      now += .seconds(10)
      #expect(detector.sweep(at: now, using: &draws).isEmpty)
    }
    #expect(lengthOfEjection() == 90)
    _ = detector.record(.serverError, of: 0, at: now, using: &draws)
    detector.reset(0)
    #expect(!detector.isEjected(0) && detector.ejectedCount == 0)
    #expect(lengthOfEjection() == 30)
  }

  @Test(arguments: [(10, 10, 1), (20, 10, 2), (100, 10, 10), (25, 10, 2), (0, 10, 1)])
  mutating func `no more than a part of the targets is left out, but one always`(
    percent: Int, targets: Int, expected: Int
  ) {
    var detector = OutlierDetector(
      .init(consecutiveErrors: 1, maximumEjected: percent), targetCount: targets)
    for target in 0..<targets {
      _ = detector.record(.serverError, of: target, at: .zero, using: &draws)
      #expect(detector.ejectedCount == min(target + 1, expected))
    }
    var strict = OutlierDetector(
      .init(consecutiveErrors: 1, maximumEjected: 0, alwaysEjectsOne: false), targetCount: targets)
    #expect(strict.record(.serverError, of: 0, at: .zero, using: &draws) == nil)
  }

  @Test(arguments: 1...10)
  mutating func `who is out comes back, and the count is right`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var detector = OutlierDetector(
      .init(
        consecutiveErrors: 2, baseEjection: .seconds(7), ejectionJitter: .seconds(5),
        maximumEjected: 40, successRateVolume: 5),
      targetCount: 8)
    var out: Set<Int> = []
    var now = Instant.zero
    for _ in 0..<4_000 {
      now += .milliseconds(Int64(draws.below(400)))
      let target = draws.below(8)
      let result = draws.below(8) <= target / 2 ? OutlierDetector.Result.serverError : .success
      var changes = detector.sweep(at: now, using: &draws)
      if let change = detector.record(result, of: target, at: now, using: &draws) {
        changes.append(change)
      }
      for change in changes {
        switch change.kind {
        case .wentDown: #expect(out.insert(change.target).inserted)
        case .cameUp: #expect(out.remove(change.target) != nil)
        }
      }
      #expect(out.count == detector.ejectedCount && out.count <= 3)
      #expect(out == Set((0..<8).filter { detector.isEjected($0) }))
      #expect(out.allSatisfy { (detector.ejectionEnd(of: $0) ?? .zero) > now - .seconds(10) })
    }
  }

  @Test(
    arguments: [
      (.init(consecutiveErrors: -1), "consecutiveErrors cannot be -1; use 0...1000000"),
      (.init(interval: .zero), "an interval cannot be 0s; use more than 0s"),
      (.init(maximumEjection: .seconds(1)), "the maximum ejection 1s is below the base 30s"),
      (.init(maximumEjected: 101), "101 % ejected are not in 0...100"),
    ] as [(OutlierDetector.Policy, String)])
  func `an impossible policy says why`(policy: OutlierDetector.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(OutlierDetector.Policy().problem == nil)
    #expect(OutlierDetector.Policy(baseEjection: .seconds(400)).maximumEjection == .seconds(400))
  }
}
