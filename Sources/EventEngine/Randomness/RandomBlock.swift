/// Four random words, the output of one application of ``Philox4x64``.
@frozen
public struct RandomBlock: BitwiseCopyable, Hashable, Sendable {
  public let first: UInt64
  public let second: UInt64
  public let third: UInt64
  public let fourth: UInt64

  @inlinable
  public init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }
}
