/// A goal as the ratio of two costs that are measured side by side.
///
/// The goals of the design are in nanoseconds on the machine where the prototypes ran, and machines
/// differ by a factor of two or three. How a prototype fared there is known: so a goal is that many
/// times its cost, here and anywhere.
struct RatioGoal {
  /// What the goal is on the reference machine, from the slowest to the fastest that the prototype was.
  let range: ClosedRange<Double>

  /// Whether the ratio should be at least that great, rather than at most.
  let isFloor: Bool

  static func atLeast(_ range: ClosedRange<Double>) -> Self { Self(range: range, isFloor: true) }
  static func atMost(_ range: ClosedRange<Double>) -> Self { Self(range: range, isFloor: false) }

  /// Three cells of a table: a ratio, the goal, and whether it is reached.
  func cells(for ratio: Double) -> [String] {
    let (low, high) = (Table.decimal(range.lowerBound), Table.decimal(range.upperBound))
    return [Table.decimal(ratio), low == high ? low : "\(low) to \(high)", verdict(on: ratio)]
  }

  private func verdict(on ratio: Double) -> String {
    let isBeyond = isFloor ? ratio >= range.upperBound : ratio <= range.lowerBound
    if isBeyond { return "reached" }
    return range.contains(ratio) ? "between the bounds" : "not reached"
  }
}
