import EventEngine
import TimeBase

extension Section {
  /// What randomness costs: every draw of a simulation is made at an address of its own.
  static var draws: Section {
    Section(
      name: "draws",
      about: """
        one operation makes one random quantity at a new address, as the simulation does: a block of
        four words, of which it uses one
        """,
      cases: durations + choices)
  }

  private static let operations = 200_000

  private static var durations: [Case] {
    let mean = TimeSpan.milliseconds(2)
    return [
      Case("Philox4x64, a block", operations: operations) { Blocks() },
      Case("exponential", operations: operations) { Durations(.exponential(mean: mean)) },
      Case("lognormal", operations: operations) { Durations(.lognormal(mean: mean, cv: 0.5)) },
    ]
  }

  private static var choices: [Case] {
    let keys: [Case] = [10_000, 1_000_000].map { count in
      Case("key, Zipf(1) of \(count)", operations: operations) {
        Keys(.zipf(keys: count, exponent: 1))
      }
    }
    let options: [Case] = [2, 16].map { count in
      Case("weighted choice of \(count)", operations: operations) {
        Options(weights: (1...count).map { Double($0) })
      }
    }
    return keys + options
  }
}

/// Blocks by themselves, without the cursor that hands out their words.
private final class Blocks: Workload {
  private let source = RandomSource(seed: 42)
  private let component = StreamName("database").id
  private let purpose = StreamName("work").id
  private var index: UInt64 = 0

  func run(operations: Int) -> UInt64 {
    let (source, component, purpose, first) = (source, component, purpose, index)
    var checksum: UInt64 = 0
    for index in first..<first + UInt64(operations) {
      let block = source.block(component: component, purpose: purpose, index: index)
      checksum = checksum &* 31 &+ block.first
    }
    index += UInt64(operations)
    return checksum
  }
}

/// Which draws come next.
private struct Addresses {
  private let source = RandomSource(seed: 42)
  private let component = StreamName("database")
  private let purpose = StreamName("work")
  private var index: UInt64 = 0

  mutating func next() -> Draws {
    defer { index &+= 1 }
    return source.draws(component: component, purpose: purpose, index: index)
  }
}

private final class Durations: Workload {
  private let sampler: DurationSampler
  private var addresses = Addresses()

  init(_ distribution: Distribution) {
    sampler = DurationSampler(distribution)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(sampler, &addresses, operations)
  }

  private static func loop(
    _ sampler: DurationSampler, _ addresses: inout Addresses, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      var draws = addresses.next()
      let span = sampler.sample(&draws)
      checksum = checksum &* 31 &+ UInt64(bitPattern: span.nanoseconds)
    }
    return checksum
  }
}

private final class Keys: Workload {
  private let sampler: KeySampler
  private var addresses = Addresses()

  init(_ distribution: KeyDistribution) {
    sampler = KeySampler(distribution)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(sampler, &addresses, operations)
  }

  private static func loop(
    _ sampler: KeySampler, _ addresses: inout Addresses, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      var draws = addresses.next()
      checksum = checksum &* 31 &+ UInt64(sampler.sample(&draws))
    }
    return checksum
  }
}

private final class Options: Workload {
  private let choice: WeightedChoice
  private var addresses = Addresses()

  init(weights: [Double]) {
    choice = WeightedChoice(weights: weights)
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(choice, &addresses, operations)
  }

  private static func loop(
    _ choice: WeightedChoice, _ addresses: inout Addresses, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      var draws = addresses.next()
      checksum = checksum &* 31 &+ UInt64(choice.choose(&draws))
    }
    return checksum
  }
}
