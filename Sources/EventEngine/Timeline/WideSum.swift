/// A sum of 64-bit numbers that cannot overflow.
@frozen
@usableFromInline
struct WideSum: BitwiseCopyable {
  @usableFromInline var high: UInt64 = 0
  @usableFromInline var low: UInt64 = 0

  @inlinable
  init() {}

  @inlinable
  mutating func add(_ number: UInt64) {
    let (sum, carry) = low.addingReportingOverflow(number)
    low = sum
    high &+= carry ? 1 : 0
  }

  /// The mean of the `count` numbers that were added, rounded down.
  @inlinable
  func mean(of count: UInt64) -> UInt64 {
    count.dividingFullWidth((high, low)).quotient
  }
}
