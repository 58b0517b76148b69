/// The targets that one request has been sent to already, so that a retry goes elsewhere.
///
/// Sixteen bytes that can lie in the record of a request. All of the first 64 targets are kept; of
/// those beyond, the last four that were tried, so that five attempts never meet the same target
/// twice however many there are.
@frozen
public struct TriedTargets: BitwiseCopyable, Hashable, Sendable {
  /// One bit for each of the first 64 targets.
  @usableFromInline var low: UInt64

  /// Four numbers of 16 bits, the latest in the lowest: a target's index less 63, or 0.
  @usableFromInline var recent: UInt64

  /// Nobody has been tried.
  @inlinable
  public init() {
    low = 0
    recent = 0
  }

  /// How many targets a balancer may have, so that each can be remembered.
  @inlinable
  static var targetLimit: Int { 65_536 }

  @inlinable
  public var isEmpty: Bool { low | recent == 0 }

  /// Remembers a target.
  ///
  /// - Precondition: `target` is in `0..<65_536`.
  @inlinable
  public mutating func insert(_ target: Int) {
    precondition(
      target >= 0 && target < Self.targetLimit, "there cannot be a target number \(target)")
    if target < 64 {
      low |= 1 &<< UInt64(target)
    } else if !contains(target) {
      recent = recent &<< 16 | UInt64(target &- 63)
    }
  }

  @inlinable
  public func contains(_ target: Int) -> Bool {
    if target < 64 { return low &>> UInt64(target) & 1 == 1 }
    guard recent != 0 else { return false }
    // Zero in the sixteen bits that are equal; the subtraction borrows from there first.
    let lowest: UInt64 = 0x0001_0001_0001_0001
    let difference = recent ^ UInt64(target &- 63) &* lowest
    return (difference &- lowest) & ~difference & 0x8000_8000_8000_8000 != 0
  }
}
