/// What a client keeps to come back to the target that it was sent to.
///
/// A plain value of 32 bits, which fits into the record of a client or, as a number, into a cookie.
/// It names the target and how many have had its number before, so that a newcomer does not inherit
/// the sessions of the one whose place it took.
@frozen
public struct AffinityCookie: BitwiseCopyable, Hashable, Sendable {
  public let rawValue: UInt32

  /// Reads what a client has sent; anything may be in it.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  init(target: Int, generation: UInt16) {
    rawValue = UInt32(generation) << 16 | UInt32(truncatingIfNeeded: target)
  }

  var target: Int { Int(rawValue & 0xFFFF) }
  var generation: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 16) }
}
