public import TimeBase

/// How long to wait before an attempt is repeated.
///
/// The nominal wait before retry *n*, counted from 1, is `base * factor^(n - 1)`, at most ``cap``:
/// the first retry waits ``base``, unless ``firstExponent`` says otherwise. ``jitter`` then spreads the waits, so that clients that failed
/// together do not come back together.
///
/// Everything is computed with multiplications, so that it is the same on every machine, and what
/// is too long saturates.
///
/// - SeeAlso: Brooker, *Exponential backoff and jitter*, AWS Architecture Blog, 2015.
@frozen
public struct Backoff: BitwiseCopyable, Hashable, Sendable {
  /// The wait before the first retry.
  public var base: TimeSpan

  /// How much longer each wait is than the one before; 1 keeps them equal.
  public var factor: Double

  /// The longest nominal wait.
  public var cap: TimeSpan

  public var jitter: Jitter

  /// Cuts the nominal wait, at each step anew, to whole multiples of this; zero does not cut.
  /// Resilience4j cuts to milliseconds.
  public var granularity: TimeSpan

  /// The power of the factor in the first wait. Products count from 0 or from 1: the AWS simulator
  /// waits up to twice its base before the first retry, gRPC and Resilience4j the base itself.
  /// Decorrelated jitter has no exponent.
  public var firstExponent: Int

  /// How a nominal wait *v* is spread.
  @frozen
  public enum Jitter: BitwiseCopyable, Hashable, Sendable {
    case none

    /// Uniform in `0..<v`.
    case full

    /// Uniform in `v/2..<v`.
    case equal

    /// Uniform between the base and three times the wait before, at most the cap; the factor plays
    /// no part.
    case decorrelated

    /// Uniform in `v * (1 - share)..<v * (1 + share)`; `share` is in `0...1`.
    case proportional(Double)
  }

  @inlinable
  public init(
    base: TimeSpan, factor: Double = 2, cap: TimeSpan = .forever, jitter: Jitter = .none,
    granularity: TimeSpan = .zero, firstExponent: Int = 0
  ) {
    self.base = base
    self.factor = factor
    self.cap = cap
    self.jitter = jitter
    self.granularity = granularity
    self.firstExponent = firstExponent
  }

  /// No wait at all.
  public static let none = constant(.zero)

  /// Always the same wait.
  @inlinable
  public static func constant(_ wait: TimeSpan) -> Self { Self(base: wait, factor: 1) }

  /// What makes the backoff unusable, if anything.
  public var problem: String? {
    if base < .zero { return "a wait cannot be \(base)" }
    guard factor >= 1, factor <= 1000 else { return "a factor of \(factor) is not in 1...1000" }
    if cap < base { return "the cap \(cap) is below the base \(base)" }
    if case .proportional(let share) = jitter, !(0...1).contains(share) {
      return "a jitter of \(share) is not in 0...1"
    }
    if granularity < .zero { return "the granularity cannot be \(granularity)" }
    guard (0...1000).contains(firstExponent) else {
      return "a first exponent of \(firstExponent) is not in 0...1000"
    }
    return nil
  }

  /// Whether ``wait(beforeRetry:after:word:)`` looks at its random word.
  @inlinable
  public var needsWord: Bool { jitter != .none }

  /// The wait before a retry without jitter.
  ///
  /// - Parameter number: 1 for the first retry, which is the second attempt.
  /// - Complexity: O(log *n*); O(*n*) with a granularity.
  public func nominalWait(beforeRetry number: Int) -> TimeSpan {
    precondition(number >= 1, "there is no retry number \(number); the first is 1")
    guard granularity == .zero else { return truncatedWait(beforeRetry: number) }
    return TimeSpan(roundingNanoseconds: nominalNanoseconds(beforeRetry: number))
  }

  /// The wait before a retry.
  ///
  /// - Parameters:
  ///   - number: 1 for the first retry, which is the second attempt.
  ///   - previous: The wait before the retry before; only decorrelated jitter asks for it.
  ///   - word: Random bits; see ``needsWord``.
  public func wait(
    beforeRetry number: Int, after previous: TimeSpan = .zero, word: UInt64
  ) -> TimeSpan {
    let unit = Double(word >> 11) * 0x1p-53
    switch jitter {
    case .none: return nominalWait(beforeRetry: number)
    case .full: return spread(number, from: 0, to: 1, unit)
    case .equal: return spread(number, from: 0.5, to: 1, unit)
    case .proportional(let share): return spread(number, from: 1 - share, to: 1 + share, unit)
    case .decorrelated:
      let low = Double(base.nanoseconds)
      let high = 3 * Double(max(previous, base).nanoseconds)
      return min(cap, TimeSpan(roundingNanoseconds: low + unit * (high - low)))
    }
  }

  private func spread(_ number: Int, from low: Double, to high: Double, _ unit: Double) -> TimeSpan
  {
    let nominal =
      granularity == .zero
      ? nominalNanoseconds(beforeRetry: number)
      : Double(truncatedWait(beforeRetry: number).nanoseconds)
    return TimeSpan(roundingNanoseconds: nominal * (low + unit * (high - low)))
  }

  /// Not what ``power(_:)`` makes of zero, which is no number where the power is infinite.
  private func nominalNanoseconds(beforeRetry number: Int) -> Double {
    guard base > .zero else { return 0 }
    return min(Double(cap.nanoseconds), Double(base.nanoseconds) * power(exponent(ofRetry: number)))
  }

  private func exponent(ofRetry number: Int) -> Int {
    let (sum, overflow) = (number - 1).addingReportingOverflow(firstExponent)
    return overflow ? .max : sum
  }

  /// The factor to a whole power, by squaring; infinite where it is too large.
  private func power(_ exponent: Int) -> Double {
    var (result, square, remaining) = (1.0, factor, exponent)
    while remaining > 0 {
      if remaining & 1 == 1 { result *= square }
      square *= square
      remaining >>= 1
    }
    return result
  }

  private func truncatedWait(beforeRetry number: Int) -> TimeSpan {
    var steps = Double(base.nanoseconds / granularity.nanoseconds)
    let most = Double(cap.nanoseconds / granularity.nanoseconds)
    var remaining = exponent(ofRetry: number)
    while remaining > 0, steps < most {
      let next = (steps * factor).rounded(.towardZero)
      guard next > steps else { break }
      steps = next
      remaining -= 1
    }
    return TimeSpan(roundingNanoseconds: min(steps, most) * Double(granularity.nanoseconds))
  }
}
