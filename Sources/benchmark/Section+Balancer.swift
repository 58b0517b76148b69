import Resilience
import TimeBase

extension Section {
  /// Choosing a target for a call.
  static var balancer: Section {
    Section(
      name: "balancer",
      about: """
        one operation picks a target for a call, and but for the first cases releases the call that
        was picked 32 picks before; nobody is passed over, and draws are part of it
        """,
      cases: pickingAlone + [16, 1_000].flatMap(pickingAndReleasing))
  }

  private static var pickingAlone: [Case] {
    algorithms.prefix(4).map { name, algorithm in
      Case("\(name), 16 targets, pick alone", operations: 200_000, goal: 20) {
        Picks(algorithm, targets: 16, isReleasing: false)
      }
    }
  }

  private static func pickingAndReleasing(_ targets: Int) -> [Case] {
    algorithms.map { name, algorithm in
      Case("\(name), \(targets) targets", operations: targets > 100 ? 20_000 : 200_000) {
        Picks(algorithm, targets: targets, isReleasing: true)
      }
    }
  }

  private static let algorithms: [(String, BalancingAlgorithm)] = [
    ("round robin", .roundRobin), ("smooth weighted", .smoothWeightedRoundRobin),
    ("least connections", .leastConnections), ("two choices", .powerOfTwo),
    ("least request", .leastRequest()), ("peak EWMA", .peakEWMA()), ("key hash", .keyHash),
    ("ketama", .ketama), ("Maglev", .maglev()),
  ]
}

/// Picks, each followed by the end of an earlier call or by nothing.
private final class Picks: Workload {
  /// Calls under way at a time; a power of two.
  private static let underWay = 32

  private var balancer: TargetBalancer
  private var draws = Words()
  private var calls: [Int] = []
  private let isReleasing: Bool

  /// Made beforehand, as one that a request carries.
  private let keys = (0..<256).map { RoutingKey(number: $0) }

  init(_ algorithm: BalancingAlgorithm, targets: Int, isReleasing: Bool) {
    self.isReleasing = isReleasing
    balancer = TargetBalancer(.init(algorithm: algorithm), targetCount: targets)
    calls = keys.prefix(Self.underWay).map {
      balancer.pick(for: $0, at: .zero, using: &draws) ?? 0
    }
  }

  func run(operations: Int) -> UInt64 {
    isReleasing
      ? Self.loop(&balancer, &draws, keys, &calls, operations)
      : Self.loop(&balancer, &draws, keys, operations)
  }

  private static func loop(
    _ balancer: inout TargetBalancer, _ draws: inout Words, _ keys: [RoutingKey],
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let now = Instant(nanoseconds: Int64(number))
      let target = balancer.pick(for: keys[number & 255], at: now, using: &draws) ?? 0
      checksum = checksum &* 31 &+ UInt64(truncatingIfNeeded: target)
    }
    return checksum
  }

  private static func loop(
    _ balancer: inout TargetBalancer, _ draws: inout Words, _ keys: [RoutingKey],
    _ calls: inout [Int], _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let slot = number & (underWay - 1)
      let now = Instant(nanoseconds: Int64(number))
      balancer.release(calls[slot], .success, lasting: .milliseconds(5), at: now)
      let target = balancer.pick(for: keys[number & 255], at: now, using: &draws) ?? 0
      calls[slot] = target
      checksum = checksum &* 31 &+ UInt64(truncatingIfNeeded: target)
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
