/// An address of version 4 in any spelling that the C library's `inet_aton` takes.
///
/// One to four numbers with dots between them, each decimal, octal with a leading `0` or hexadecimal
/// with a leading `0x`; the last one fills all bytes that are left. `127.1`, `2130706433`, `0x7f.1` and
/// `0177.0.0.1` are all 127.0.0.1. Browsers and most HTTP libraries read host names like this, so that
/// whoever looks only for `127.0.0.1` looks in vain.
///
/// - SeeAlso: WHATWG, *URL*, "IPv4 parser".
@frozen
public struct LegacyIPv4: BitwiseCopyable, Hashable, Sendable {
  /// The address as `inet_aton` reads it.
  public let address: UInt32

  /// The address as libraries read it that take leading zeros for decimal; the same as ``address``
  /// unless some number is octal. `nil` if it is no address for them.
  public let decimalReading: UInt32?

  /// Whether the text is the usual one of four decimal numbers.
  public let isCanonical: Bool

  /// `nil` if the text is no address in any of these spellings.
  public init?(_ text: String) {
    self.init(bytes: Array(text.utf8)[...])
  }

  init?(bytes: ArraySlice<UInt8>) {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Self.number($0, readsOctal: true) }
    guard numbers.count == parts.count, let address = Self.combined(numbers) else { return nil }
    self.address = address
    let decimals = parts.compactMap { Self.number($0, readsOctal: false) }
    decimalReading = decimals.count == parts.count ? Self.combined(decimals) : nil
    isCanonical = IPAddress(bytes: bytes) == .v4(address)
  }

  /// Whether a host name must be read as an address, because its last part is a number.
  static func isMeant(by name: ArraySlice<UInt8>) -> Bool {
    let last = name.split(separator: UInt8(ascii: ".")).last ?? []
    return !last.isEmpty && last.allSatisfy(Digits.isDecimal)
      || number(last, readsOctal: true) != nil
  }

  private static func number(_ digits: ArraySlice<UInt8>, readsOctal: Bool) -> UInt64? {
    let zero = UInt8(ascii: "0")
    guard digits.first == zero, digits.count > 1 else { return Digits.number(digits, radix: 10) }
    if digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x") {
      let rest = digits.dropFirst(2)
      return rest.isEmpty ? 0 : Digits.number(rest, radix: 16)
    }
    return Digits.number(digits, radix: readsOctal ? 8 : 10)
  }

  /// `nil` if a number is too large for its place.
  private static func combined(_ numbers: [UInt64]) -> UInt32? {
    guard (1...4).contains(numbers.count), let last = numbers.last else { return nil }
    let leading = numbers.dropLast()
    guard leading.allSatisfy({ $0 <= 255 }), last < 1 << UInt64(32 - 8 * leading.count) else {
      return nil
    }
    var bits: UInt64 = 0
    for number in leading { bits = bits << 8 | number }
    return UInt32(bits << UInt64(32 - 8 * leading.count) | last)
  }
}
