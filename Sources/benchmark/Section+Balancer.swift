import Resilience
import TimeBase

extension Section {
  /// Choosing a target for a call.
  static var balancer: Section {
    Section(
      name: "balancer",
      about: """
        one operation picks a target for a call and releases the call that was picked 32 picks
        before, as a station with so many calls under way does; nobody is passed over
        """,
      cases: [16, 1_000].flatMap { targets in
        algorithms.map { name, algorithm in
          Case(
            "\(name), \(targets) targets", operations: targets > 100 ? 20_000 : 200_000,
            goal: targets == 16 ? 20 : nil
          ) {
            Picks(algorithm, targets: targets)
          }
        }
      })
  }

  private static let algorithms: [(String, BalancingAlgorithm)] = [
    ("round robin", .roundRobin), ("smooth weighted", .smoothWeightedRoundRobin),
    ("least connections", .leastConnections), ("two choices", .powerOfTwo),
  ]
}

/// Picks, each followed by the end of an earlier call.
private final class Picks: Workload {
  /// Calls under way at a time; a power of two.
  private static let underWay = 32

  private var balancer: TargetBalancer
  private var draws = Words()
  private var calls: [Int] = []

  init(_ algorithm: BalancingAlgorithm, targets: Int) {
    balancer = TargetBalancer(
      .init(algorithm: algorithm), weights: (0..<targets).map { _ in 1 })
    calls = (0..<Self.underWay).map { _ in balancer.pick(at: .zero, using: &draws) ?? 0 }
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&balancer, &draws, &calls, operations)
  }

  private static func loop(
    _ balancer: inout TargetBalancer, _ draws: inout Words, _ calls: inout [Int], _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let slot = number & (underWay - 1)
      let now = Instant(nanoseconds: Int64(number))
      balancer.release(calls[slot], .success, at: now)
      calls[slot] = balancer.pick(at: now, using: &draws) ?? 0
      checksum = checksum &* 31 &+ UInt64(truncatingIfNeeded: calls[slot])
    }
    return checksum
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014), which takes about a nanosecond.
private struct Words: RandomNumberGenerator {
  private var state: UInt64 = 42

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
