import EventEngine

/// Keys drawn in advance, so that what looks them up is measured and not the drawing.
struct DrawnKeys {
  /// A power of two, and enough that most of 100,000 equally likely keys are among them. They are read
  /// in order, so that the processor has the next ones ready.
  private static let period = 1 << 18

  private let keys: [UInt64]
  private var position = 0

  init(_ distribution: KeyDistribution) {
    let sampler = KeySampler(distribution)
    let source = RandomSource(seed: 42)
    let (component, purpose) = (StreamName("client"), StreamName("key"))
    keys = (0..<UInt64(Self.period)).map { index in
      var draws = source.draws(component: component, purpose: purpose, index: index)
      return UInt64(sampler.sample(&draws))
    }
  }

  /// How many there are before they repeat.
  var count: Int { keys.count }

  mutating func next() -> UInt64 {
    let key = keys[position]
    position = (position &+ 1) & (Self.period &- 1)
    return key
  }
}
