import PortableMathematics

/// What trials say about the probability of something that happened in few of them, or in none.
///
/// Replications that all show 0 have no spread, but the share is not known to be 0: had it been *p*,
/// all of *n* independent trials would have missed it with probability (1 - *p*)ⁿ. The largest *p* at
/// which that is still as likely as the confidence allows is the exact upper limit, for 95 % about
/// 3/*n*: the rule of three. With some cases there is an exact limit to either side.
///
/// - SeeAlso: Clopper and Pearson, *The use of confidence or fiducial limits illustrated in the case of
///   the binomial*, Biometrika 26, 1934; Hanley and Lippman-Hand, *If nothing goes wrong, is everything
///   all right?*, JAMA 249, 1983.
public struct RareCases: Hashable, Sendable {
  public let cases: Double
  public let trials: Double

  /// - Precondition: `trials > 0`, and `cases` are from 0 to `trials`.
  public init(_ cases: Double, of trials: Double) {
    precondition(trials > 0, "\(trials) trials say nothing")
    precondition(cases >= 0 && cases <= trials, "\(cases) cases among \(trials) trials")
    self.cases = cases
    self.trials = trials
  }

  /// The shares that are held possible with this confidence, which is between 0 and 1: with no case
  /// all the doubt is on one side.
  ///
  /// - Complexity: O(1); some sixty values of the incomplete beta function.
  public func interval(confidence: Double) -> Interval {
    if cases == 0 {
      return Interval(
        lower: 0, upper: -PortableMath.expm1(PortableMath.log1p(-confidence) / trials))
    }
    let doubt = (1 - confidence) / 2
    let lower = Self.share {
      PortableMath.incompleteBeta($0, complement: 1 - $0, cases, trials - cases + 1) < doubt
    }
    guard cases < trials else { return Interval(lower: lower, upper: 1) }
    let upper = Self.share {
      PortableMath.incompleteBeta($0, complement: 1 - $0, cases + 1, trials - cases) < 1 - doubt
    }
    return Interval(lower: lower, upper: max(lower, upper))
  }

  /// How many trials without a case it takes until the upper limit is at most `share`; infinitely many
  /// if that is 0.
  public static func trialsNeeded(toExclude share: Double, confidence: Double) -> Double {
    guard share > 0 else { return .infinity }
    guard share < 1 else { return 1 }
    return PortableMath.log1p(-confidence) / PortableMath.log1p(-share)
  }

  /// The share up to which something holds, to the last bits that matter.
  private static func share(_ holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 where high - low > high * 1e-13 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
