/// What every figure is held against: a chain of steps, each of which waits for the one before.
///
/// A step is a shift, an exclusive or and a multiplication: five cycles on most processors. The
/// chain neither touches memory nor branches, so that it measures the clock rate of the moment
/// and how much of the processor other processes leave. The ratio of a figure to it is far more
/// stable than the figure.
struct Baseline {
  /// How many steps ``run()`` takes.
  static let steps = 2_000_000

  private(set) var word: UInt64

  init(seed: UInt64) {
    word = seed
  }

  @inline(never)
  mutating func run() {
    var word = word
    for _ in 0..<Self.steps {
      word ^= word &>> 29
      word &*= 0xBF58_476D_1CE4_E5B9
    }
    self.word = word
  }
}
