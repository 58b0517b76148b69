/// The values that a search tries of a knob, in the order in which it expects them to be met: so fine
/// that neighbours differ by less than anybody asks for.
public struct KnobLadder: Hashable, Sendable {
  public let knob: Knob
  public let count: Int

  /// Whether position 0 is the largest value.
  public let isDownwards: Bool
  private let range: KnobRange?

  /// What neighbours may differ by at most as a share, where there are values in between.
  private let precision: Double

  /// - Parameters:
  ///   - precision: Larger than 0.
  ///   - isDownwards: Whether large values are expected to be met and small ones not.
  /// - Throws: ``KnobProblem`` for values that are no numbers that go up.
  public init(_ knob: Knob, precision: Double, isDownwards: Bool = false) throws(KnobProblem) {
    self.knob = knob
    self.isDownwards = isDownwards
    self.precision = precision
    if let count = knob.count {
      self.count = count
      range = nil
      var last: Double?
      for index in 0..<count {
        guard let number = KnobNumber(knob.value(index)), last.map({ $0 < number.value }) ?? true
        else {
          throw KnobProblem(
            "'\(knob.path)': a search needs numbers that go up, such as 50/s...2000/s or 1,2,4,8")
        }
        last = number.value
      }
      guard count > 1 else {
        throw KnobProblem("'\(knob.path)': a search needs at least two values")
      }
      return
    }
    guard let range = knob.range, let fine = range.refined(by: precision) else {
      throw KnobProblem("'\(knob.path)': '\(knob.text)' cannot be searched this finely")
    }
    self.range = fine
    count = Int(fine.high - fine.low) + 1
  }

  public func text(_ position: Int) -> String {
    let index = isDownwards ? count - 1 - position : position
    return range?.value(Int64(index)) ?? knob.value(index)
  }

  /// The number without its unit.
  public func value(_ position: Int) -> Double {
    KnobNumber(text(position))?.value ?? 0
  }

  /// Whether two positions are no further apart than is asked for.
  func isNarrow(_ one: Int, _ other: Int, share: Double = 1) -> Bool {
    guard range != nil else { return false }
    let (low, high) = (min(value(one), value(other)), max(value(one), value(other)))
    return high - low <= share * precision * high
  }
}

extension KnobRange {
  /// The same range in steps of at most a quarter of the precision at its small end, or of its
  /// ten-thousandth part where that is 0; `nil` if these cannot be counted.
  func refined(by precision: Double) -> KnobRange? {
    var digits = fractionDigits
    var (first, last) = (number(low), number(high))
    let smallest = low > 0 ? first.value : last.value / 1e4
    while 1 / KnobNumber.powerOfTen(digits) > smallest * precision / 4 {
      digits += 1
      guard let low = first.aligned(to: digits), let high = last.aligned(to: digits),
        high - low < 1 << 40
      else { return nil }
      first = KnobNumber(significand: low, fractionDigits: digits, unit: unit)
      last = KnobNumber(significand: high, fractionDigits: digits, unit: unit)
    }
    let step = KnobNumber(significand: 1, fractionDigits: digits, unit: unit)
    return try? KnobRange(from: first, to: last, by: step, in: "")
  }
}
