public import TimeBase

/// Draws durations from a ``Distribution``: the form in which it is used millions of times a second.
///
/// The common families are a few numbers in a flat value; drawing from them allocates nothing and
/// follows no reference. Durations are rounded to the nearest nanosecond (ties to even), never
/// negative, and at most ``TimeBase/TimeSpan/forever``.
///
/// Wherever there is an inverse of the distribution function, a duration is made from one word by
/// inversion, falling as the word rises. Hence two samplers of similar distributions draw similar
/// durations at the same address, which is what common random numbers live on. Words per duration:
///
///     0        constant
///     1        uniform, exponential, lognormal, truncatedNormal, weibull, pareto, boundedPareto,
///              empirical, percentiles
///     2        hyperexponential: phase, duration
///     k        erlang
///     1 + n    mixture: part, then what the part takes
///     2 or 3   gamma, and two more after each rejection, one in twenty or fewer
@frozen
public struct DurationSampler: Sendable {
  @usableFromInline let formula: DurationFormula

  /// What there is to choose from where no formula suffices; `nil` for the flat families.
  @usableFromInline let table: DurationTable?

  init(_ formula: DurationFormula, _ table: DurationTable? = nil) {
    self.formula = formula
    self.table = table
  }

  /// Draws a duration.
  ///
  /// - Complexity: O(1); O(*k*) for Erlang's distribution of *k* phases, O(log *n*) for *n* parts or
  ///   percentiles.
  @inlinable
  @inline(__always)
  public func sample(_ draws: inout Draws) -> TimeSpan {
    guard formula.family == .table else { return formula.sample(&draws) }
    return sampleTable(&draws)
  }

  @usableFromInline
  func sampleTable(_ draws: inout Draws) -> TimeSpan {
    guard let table else { preconditionFailure("a sampler of family table has no table") }
    return formula.offset + table.sample(&draws)
  }
}
