import PortableMathematics
public import RunStatistics

/// By how many percent a figure of a run grows where a knob grows by one percent, from pairs of runs with
/// the same draws on both sides of the value that the model has.
///
/// It is ln(y₂/y₁) / ln(x₂/x₁), which is exact for powers of the knob and off by terms of the square of
/// the step for everything smooth.
public struct Elasticity: Hashable, Sendable {
  public let step: KnobStep

  /// What was observed on the lower side and on the upper one.
  public let pairs: PairedComparison

  /// `nil` if the figure is not above 0 on both sides, or was not observed.
  public var value: Double? {
    guard pairs.count > 0, let ratio = pairs.ratio, ratio > 0, ratio.isFinite else { return nil }
    return PortableMath.log(ratio) / PortableMath.log(step.ratio)
  }

  /// From Student's *t* interval of the ratio of both means (Fieller); `nil` for fewer than two pairs,
  /// and where either mean cannot be told from 0.
  public func interval(confidence: Double) -> Interval? {
    guard value != nil, let ratio = pairs.ratioInterval(confidence: confidence), ratio.lower > 0
    else { return nil }
    let unit = PortableMath.log(step.ratio)
    return Interval(
      lower: PortableMath.log(ratio.lower) / unit, upper: PortableMath.log(ratio.upper) / unit)
  }
}
