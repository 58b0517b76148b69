/// Some of the copies of one request, by their numbers from 1 to 32.
@frozen
public struct AttemptSet: BitwiseCopyable, Hashable, Sendable {
  private var bits: UInt32 = 0

  public init() {}

  public var isEmpty: Bool { bits == 0 }

  public var count: Int { bits.nonzeroBitCount }

  /// The numbers in ascending order.
  public var numbers: [Int] { (1...32).filter { contains($0) } }

  public func contains(_ number: Int) -> Bool { bits & Self.bit(number) != 0 }

  mutating func insert(_ number: Int) { bits |= Self.bit(number) }

  mutating func remove(_ number: Int) { bits &= ~Self.bit(number) }

  private static func bit(_ number: Int) -> UInt32 {
    (1...32).contains(number) ? 1 << UInt32(number - 1) : 0
  }
}
