/// What goes first among the events of one instant.
///
/// A completion frees a server before an arrival at the same instant looks for one; a probe sees
/// what the whole instant has come to.
@frozen
public enum Phase: UInt8, BitwiseCopyable, CaseIterable, Hashable, Sendable {
  /// Something breaks, mends or is reconfigured.
  case fault = 0

  /// Work ends, or an answer is delivered.
  case completion = 1

  /// A timeout or a wake-up rings.
  case timer = 2

  /// Work begins, or a request is delivered.
  case arrival = 3

  /// A measurement is taken.
  case probe = 4
}

extension Phase: Comparable {
  @inlinable
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}
