import ArchitectureModel

/// A value of the model and its neighbours on both sides.
public struct KnobStep: Hashable, Sendable {
  /// As the model has it.
  public let base: String
  public let lower: String
  public let upper: String

  /// Upper to lower value, above 1.
  public let ratio: Double

  /// Steps around a number, the best one first: by the share to both sides, or where that makes no model,
  /// as for instances, by whole numbers; and only to one side of a number at the end of what is allowed.
  static func all(around base: String, share: Double) -> [Self] {
    guard let number = KnobNumber(base), number.value > 0 else { return [] }
    func scaled(_ factor: Double) -> String {
      KnobRange.rounded(number.value * factor, unit: number.unit)
    }
    var steps = pairs(base, scaled(1 - share), scaled(1 + share))
    if number.isWhole {
      let size = max(1, Int64((number.value * share).rounded()))
      func moved(_ distance: Int64) -> String { "\(number.significand + distance)" }
      steps += pairs(base, moved(-size), moved(size))
    }
    return steps.compactMap { lower, upper in
      guard let low = KnobNumber(lower)?.value, let high = KnobNumber(upper)?.value, low > 0,
        high > low
      else { return nil }
      return Self(base: base, lower: lower, upper: upper, ratio: high / low)
    }
  }

  private static func pairs(
    _ base: String, _ lower: String, _ upper: String
  ) -> [(String, String)] {
    [(lower, upper), (base, upper), (lower, base)]
  }
}
