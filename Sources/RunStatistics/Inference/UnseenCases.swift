import PortableMathematics

/// What trials say about a share of which they showed not one case.
///
/// Replications that all show 0 have no spread, but the share is not known to be 0: had it been *p*,
/// all of *n* independent trials would have missed it with probability (1 - *p*)ⁿ. The largest *p* at
/// which that is still as likely as the confidence allows is the exact upper limit, for 95 % about
/// 3/*n*: the rule of three.
///
/// - SeeAlso: Hanley and Lippman-Hand, *If nothing goes wrong, is everything all right?*, JAMA 249,
///   1983; Clopper and Pearson, Biometrika 26, 1934, for no successes and one side.
public struct UnseenCases: Hashable, Sendable {
  /// How many trials showed none.
  public let trials: Double

  /// - Precondition: `trials > 0`.
  public init(trials: Double) {
    precondition(trials > 0, "\(trials) trials say nothing")
    self.trials = trials
  }

  /// The share that is not exceeded with this confidence, which is between 0 and 1.
  public func upperLimit(confidence: Double) -> Double {
    -PortableMath.expm1(PortableMath.log1p(-confidence) / trials)
  }

  /// How many trials without a case it takes until ``upperLimit(confidence:)`` is at most `share`;
  /// infinitely many if that is 0.
  public static func trialsNeeded(toExclude share: Double, confidence: Double) -> Double {
    guard share > 0 else { return .infinity }
    guard share < 1 else { return 1 }
    return PortableMath.log1p(-confidence) / PortableMath.log1p(-share)
  }
}
