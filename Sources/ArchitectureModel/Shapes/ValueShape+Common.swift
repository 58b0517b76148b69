extension ValueShape {
  /// A time that is drawn anew for each use.
  static let duration = ValueShape.either([.span(.fromZero), .shape("distribution")])

  /// A share of all.
  static let share = ValueShape.percentage(upTo: 100)

  static let status = ValueShape.whole(100...599)

  /// Steps in the order in which they are done.
  static let steps = ValueShape.list(of: .union("step"), atLeast: 0)

  static func wholeOrUnlimited(_ range: ClosedRange<Int>) -> ValueShape {
    .either([.whole(range), .word("unlimited")])
  }
}
