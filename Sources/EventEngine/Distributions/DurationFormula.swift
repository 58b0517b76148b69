public import PortableMathematics
public import TimeBase

/// A way to draw durations, and the numbers that it takes.
@frozen
@usableFromInline
package struct DurationFormula: BitwiseCopyable, Sendable {
  /// The ways to draw; the comments say what the numbers mean to each.
  @frozen
  @usableFromInline
  enum Family: UInt8, BitwiseCopyable, Sendable {
    case constant  // nothing but the offset
    case uniform  // width
    case exponential  // mean
    case hyperexponential  // mean of the long phase, mean of the short one; threshold of the long
    case erlang  // mean of one phase; count of phases
    case lognormal  // location and scale of the logarithm
    case truncatedNormal  // mean, deviation, probability of what is not cut off
    case weibull  // scale, 1 / shape
    case pareto  // minimum, 1 / alpha
    case boundedPareto  // lower end, 1 / alpha, (lower end / upper end)^alpha
    case gamma  // shape - 1/3 (after raising it above 1), scale, 1 / shape if it was raised
    case table  // nothing: see the table of the sampler
  }

  /// Added to whatever is drawn.
  @usableFromInline let offset: TimeSpan

  @usableFromInline let first: Double
  @usableFromInline let second: Double
  @usableFromInline let third: Double

  /// A threshold for a word, or a count.
  @usableFromInline let whole: UInt64

  /// Last, so that a copy of the value moves whole words and never one byte and the rest.
  @usableFromInline let family: Family

  init(
    _ family: Family, offset: TimeSpan, _ first: Double = 0, _ second: Double = 0,
    _ third: Double = 0, whole: UInt64 = 0
  ) {
    self.family = family
    self.offset = offset
    self.first = first
    self.second = second
    self.third = third
    self.whole = whole
  }

  /// The formula of an exponential duration whose mean is a number of nanoseconds, whole or not.
  package init(exponentialWithMean mean: Double) {
    self.init(.exponential, offset: .zero, mean)
  }

  /// What is drawn whatever the words: all that there is of a constant; `nil` for other families.
  @inlinable
  package var constant: TimeSpan? { family == .constant ? offset : nil }

  /// Whether a duration takes one word, so that ``duration(for:)`` makes it.
  @inlinable
  package var takesOneWord: Bool {
    family == .exponential || family == .lognormal || family == .uniform
  }

  /// The duration that ``sample(_:)`` makes of the word it draws.
  ///
  /// - Precondition: ``takesOneWord``.
  @inlinable
  @inline(__always)
  package func duration(for word: UInt64) -> TimeSpan {
    switch family {
    case .uniform:
      return rounded(first * (1 - Draws.openUnit(word)))
    case .exponential:
      return rounded(-first * PortableMath.log(Draws.positiveUnit(word)))
    default:
      let normal = PortableMath.normalQuantile(Draws.openUnit(word))
      return rounded(PortableMath.exp(first - second * normal))
    }
  }

  /// Draws a duration.
  @inlinable
  package func sample(_ draws: inout Draws) -> TimeSpan {
    switch family {
    case .constant:
      return offset
    case .uniform, .exponential, .lognormal:
      return duration(for: draws.nextWord())
    case .hyperexponential:
      let mean = draws.nextWord() < whole ? first : second
      return rounded(-mean * PortableMath.log(draws.nextPositiveUnit()))
    case .erlang:
      return rounded(erlangVariate(&draws))
    case .truncatedNormal, .weibull, .pareto, .boundedPareto, .gamma, .table:
      return sampleUncommon(&draws)
    }
  }

  /// The offset plus a number of nanoseconds, rounded.
  @inlinable
  func rounded(_ nanoseconds: Double) -> TimeSpan {
    guard nanoseconds >= 0, nanoseconds < 0x1p51 else { return saturated(nanoseconds) }
    // The sum is rounded to whole nanoseconds by the addition itself, and holds their number in the
    // bits of its significand: the rounding of `TimeSpan` without a call into the C library.
    let bits = (nanoseconds + 0x1p52).bitPattern & 0x000F_FFFF_FFFF_FFFF
    return offset + TimeSpan(nanoseconds: Int64(bitPattern: bits))
  }

  /// The same for a duration above 26 days, or below 0 by a rounding error.
  @usableFromInline
  func saturated(_ nanoseconds: Double) -> TimeSpan {
    offset + TimeSpan(roundingNanoseconds: nanoseconds)
  }

  /// The sum of `whole` exponential times, as the logarithm of a product of units.
  @inlinable
  func erlangVariate(_ draws: inout Draws) -> Double {
    var sum = 0.0
    var remaining = whole
    while remaining > 0 {
      // Sixteen units are at least 2^-848 together; many more could vanish.
      let batch = min(remaining, 16)
      var product = 1.0
      for _ in 0..<batch { product *= draws.nextPositiveUnit() }
      sum -= PortableMath.log(product)
      remaining -= batch
    }
    return first * sum
  }
}
