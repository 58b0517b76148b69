/// How likely something is, as the number of 64-bit words for which it happens.
///
/// The number is made once; deciding compares integers. 0 never happens and 1 always does.
@frozen
public struct Probability: BitwiseCopyable, Hashable, Sendable {
  /// The words below this one are those for which it happens; the last word stands for certainty.
  public let threshold: UInt64

  @inlinable
  public init(threshold: UInt64) {
    self.threshold = threshold
  }

  public static let never = Probability(threshold: 0)
  public static let always = Probability(threshold: .max)

  /// Rounds `value` to the nearest multiple of 2^-64.
  ///
  /// - Precondition: `value` is in `0...1`.
  @inlinable
  public init(_ value: Double) {
    precondition((0...1).contains(value), "a probability of \(value) is not in 0...1")
    // Below 1 a Double is at most 1 - 2^-53, far from the word that stands for certainty.
    threshold = value == 1 ? .max : UInt64((value * 0x1p64).rounded(.toNearestOrEven))
  }

  /// Rounds the ratio to the nearest multiple of 2^-64: `Probability(3, outOf: 100)`.
  ///
  /// - Precondition: `count` is at most `total`, and `total` is not 0.
  @inlinable
  public init(_ count: UInt64, outOf total: UInt64) {
    precondition(total > 0, "a probability of \(count) out of 0 means nothing")
    precondition(count <= total, "a probability of \(count) out of \(total) exceeds 1")
    guard count < total else {
      self = .always
      return
    }
    let (quotient, remainder) = total.dividingFullWidth((count, 0))
    let roundsUp = remainder >= total - remainder
    threshold = min(roundsUp ? quotient &+ 1 : quotient, .max - 1)
  }

  /// Whether it happens for `word`.
  @inlinable
  public func includes(_ word: UInt64) -> Bool {
    word < threshold || threshold == .max
  }

  /// The probability as a number in `0...1`.
  @inlinable
  public var value: Double { threshold == .max ? 1 : Double(threshold) * 0x1p-64 }
}
