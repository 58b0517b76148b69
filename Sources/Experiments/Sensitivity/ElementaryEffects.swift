public import RunStatistics

/// What a figure of a run does when one knob moves and all others stay, measured at several places of
/// the ranges of all knobs.
///
/// Each effect is the change of the figure divided by the part of its range that the knob moved: what
/// the whole range would change if the figure were a straight line.
///
/// - SeeAlso: M. D. Morris, *Factorial sampling plans for preliminary computational experiments*,
///   Technometrics 33 (1991); F. Campolongo, J. Cariboni and A. Saltelli, *An effective screening design
///   for sensitivity analysis of large models*, Environmental Modelling & Software 22 (2007).
public struct ElementaryEffects: Hashable, Sendable {
  private var effects = SampleMean()
  private var magnitudes = SampleMean()

  init() {}

  /// - Precondition: `effect` is finite.
  mutating func add(_ effect: Double) {
    effects.add(effect)
    magnitudes.add(effect.magnitude)
  }

  /// How many were measured.
  public var count: Int { effects.count }

  /// μ*: the mean magnitude, by which knobs are ranked; `nil` without any effect.
  public var meanMagnitude: Double? { count > 0 ? magnitudes.mean : nil }

  /// μ: the mean, in which effects up and down cancel out; `nil` without any effect.
  public var mean: Double? { count > 0 ? effects.mean : nil }

  /// σ: large where the effect depends on where the knobs stand; `nil` for fewer than two effects.
  public var deviation: Double? { effects.standardDeviation }

  /// Of ``meanMagnitude``; `nil` for fewer than two effects.
  public func interval(confidence: Double) -> Interval? {
    magnitudes.interval(confidence: confidence).map {
      Interval(lower: max(0, $0.lower), upper: $0.upper)
    }
  }

  /// How a figure follows a knob.
  public enum Shape: String, Hashable, Sendable {
    /// Not at all.
    case none

    /// Nearly along a straight line, whatever the other knobs are.
    case linear

    /// In one direction.
    case monotonic

    /// In one direction nearly everywhere.
    case nearlyMonotonic

    /// Along a curve that turns, or one that depends on other knobs.
    case interacting
  }

  /// By the ratio σ/μ*, with the customary limits 0.1, 0.5 and 1; `nil` for fewer than two effects.
  ///
  /// - SeeAlso: D. Garcia Sanchez, B. Lacarrière, M. Musy and B. Bourges, *Application of sensitivity
  ///   analysis in building energy simulations*, Energy and Buildings 68 (2014).
  public var shape: Shape? {
    guard let deviation else { return nil }
    let size = magnitudes.mean
    if size == 0 { return Shape.none }
    if deviation < 0.1 * size { return .linear }
    if deviation < 0.5 * size { return .monotonic }
    return deviation < size ? .nearlyMonotonic : .interacting
  }
}
