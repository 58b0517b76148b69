/// A block of addresses that begin with the same bits, written `10.0.0.0/8` or `fd00::/8`.
///
/// A block of version 4 has no addresses of version 6 in it, not even those that embed one of its own.
@frozen
public struct IPPrefix: BitwiseCopyable, Hashable, Sendable {
  /// The first address of the block.
  public let address: IPAddress

  /// How many bits the addresses of the block have in common.
  public let length: Int

  /// - Precondition: `length` is in `0...address.width`, and the bits of `address` beyond it are zero.
  public init(_ address: IPAddress, length: Int) {
    precondition(
      (0...address.width).contains(length),
      "a prefix of \(length) bits is not in 0...\(address.width), which \(address) has")
    self.address = address
    self.length = length
    precondition(
      address.bits & hostMask == 0,
      "the block of \(length) bits does not begin at \(address), which has bits beyond them")
  }

  /// Reads an address and a length, or an address alone, which is a block of one; `nil` if the text is
  /// neither or has bits beyond the length.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first,
      let address = IPAddress(bytes: Array(first)[...])
    else { return nil }
    var length = address.width
    if parts.count == 2 {
      guard parts[1].count <= 3, let number = Digits.number(parts[1], radix: 10),
        number <= address.width
      else { return nil }
      length = Int(number)
    }
    self.address = address
    self.length = length
    if address.bits & hostMask != 0 { return nil }
  }

  /// Whether the block is a single address.
  public var isOneAddress: Bool { length == address.width }

  public func contains(_ other: IPAddress) -> Bool {
    other.width == address.width && other.bits & ~hostMask == address.bits
  }

  /// The bits in which the addresses of the block differ.
  private var hostMask: UInt128 {
    let count = address.width - length
    return count == 128 ? .max : (1 << UInt128(count)) - 1
  }
}

extension IPPrefix: ExpressibleByStringLiteral, CustomStringConvertible {
  /// - Precondition: The text is a block, as in `"10.0.0.0/8"`.
  public init(stringLiteral text: String) {
    guard let prefix = IPPrefix(text) else {
      preconditionFailure("'\(text)' is no block of addresses; one is written 10.0.0.0/8")
    }
    self = prefix
  }

  public var description: String { "\(address)/\(length)" }
}
