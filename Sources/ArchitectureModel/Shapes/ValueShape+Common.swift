extension ValueShape {
  /// A time that is drawn anew for each use.
  static let duration = ValueShape.either([.span(.fromZero), .shape("distribution")])

  /// A share of all.
  static let share = ValueShape.percentage(upTo: 100)

  static let status = ValueShape.whole(100...599)

  /// How many elements a list must have, where a list may stand.
  var fewestElements: Int {
    switch self {
    case .list(_, let least): least
    case .either(let shapes): shapes.map(\.fewestElements).max() ?? 0
    default: 0
    }
  }

  /// Steps in the order in which they are done.
  static let steps = ValueShape.list(of: .union("step"), atLeast: 0)

  static func wholeOrUnlimited(_ range: ClosedRange<Int>) -> ValueShape {
    .either([.whole(range), .word("unlimited")])
  }
}
