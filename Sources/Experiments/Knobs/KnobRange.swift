/// All numbers from one to another in equal steps: `1...8`, `50/s...500/s by 50/s`; or, as long as no
/// step is said, every number in between.
struct KnobRange: Hashable, Sendable {
  /// In steps of the last digit, all to the same number of digits.
  let low: Int64
  let high: Int64

  /// `nil` if none was said and the ends are not whole.
  let step: Int64?
  let fractionDigits: Int
  let unit: String

  /// - Parameters:
  ///   - ends: Of the same unit, the first one below the second.
  ///   - step: Larger than 0; whole numbers go up by one without.
  init(
    from first: KnobNumber, to last: KnobNumber, by step: KnobNumber?, in text: String
  ) throws(KnobProblem) {
    let digits = max(first.fractionDigits, last.fractionDigits, step?.fractionDigits ?? 0)
    guard let low = first.aligned(to: digits), let high = last.aligned(to: digits) else {
      throw KnobProblem("'\(text)' has more digits than can be counted exactly")
    }
    guard low < high else {
      throw KnobProblem(
        low == high
          ? "the range '\(text)' holds one value only; write \(first) alone"
          : "the range '\(text)' runs downwards; write \(last)...\(first)")
    }
    self.low = low
    self.high = high
    fractionDigits = digits
    unit = first.unit
    guard let step else {
      self.step = first.isWhole && last.isWhole ? 1 : nil
      return
    }
    guard let size = step.aligned(to: digits), size > 0 else {
      throw KnobProblem("the step of '\(text)' is \(step); a step is larger than 0")
    }
    guard size <= high - low else {
      throw KnobProblem("the step of '\(text)' is larger than the whole range")
    }
    self.step = size
  }

  /// How many values there are with the step.
  var count: Int64? { step.map { (high - low) / $0 + 1 } }

  func number(_ significand: Int64) -> KnobNumber {
    KnobNumber(significand: significand, fractionDigits: fractionDigits, unit: unit)
  }

  /// The value so many steps from the start.
  func value(_ index: Int64) -> String {
    "\(number(low + index * (step ?? 1)))"
  }

  /// The value at a share of the way, to six significant digits where there is no step.
  ///
  /// - Parameter share: From 0 up to, but not with, 1.
  func value(at share: Double) -> String {
    if let count { return value(min(count - 1, Int64(share * Double(count)))) }
    let value = KnobNumber.powerOfTen(fractionDigits)
    let exact = (Double(low) + share * Double(high - low)) / value
    return Self.rounded(exact, unit: unit)
  }

  /// A number to six significant digits.
  static func rounded(_ value: Double, unit: String) -> String {
    var digits = 0
    var scaled = value
    while scaled < 100_000, digits < 9 {
      digits += 1
      scaled = value * KnobNumber.powerOfTen(digits)
    }
    let significand = Int64(scaled.rounded())
    return "\(KnobNumber(significand: significand, fractionDigits: digits, unit: unit))"
  }
}
