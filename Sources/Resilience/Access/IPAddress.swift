/// An address of the Internet protocol, version 4 or 6, without the network that it is seen from.
///
/// Two addresses are equal if they are written the same in their shortest form: `::ffff:1.2.3.4` is an
/// address of version 6 and not equal to `1.2.3.4`, although most systems connect to the same place.
/// ``embeddings`` tells what is inside.
@frozen
public enum IPAddress: BitwiseCopyable, Hashable, Sendable {
  /// The first byte is the most significant.
  case v4(UInt32)

  /// The first byte is the most significant.
  case v6(UInt128)

  /// How many bits there are, 32 or 128.
  @inlinable
  public var width: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }

  /// The bits, those of version 4 at the low end.
  @inlinable
  public var bits: UInt128 {
    switch self {
    case .v4(let bits): UInt128(bits)
    case .v6(let bits): bits
    }
  }

  /// Reads an address in a standard form: four decimal numbers without leading zeros, or any of the
  /// forms of RFC 4291, section 2.2. Other spellings of version 4 are left to ``LegacyIPv4``.
  ///
  /// - Parameters:
  ///   - text: Only the address, without brackets, port or white space.
  ///   - allowingZone: Whether `%` and the name of a network may follow an address of version 6, as
  ///     in `fe80::1%eth0` (RFC 4007, section 11). The zone is dropped.
  public init?(_ text: String, allowingZone: Bool = false) {
    self.init(bytes: Array(text.utf8)[...], allowingZone: allowingZone)
  }

  init?(bytes: ArraySlice<UInt8>, allowingZone: Bool = false) {
    if let bits = Self.dottedDecimal(bytes) {
      self = .v4(bits)
      return
    }
    var address = bytes
    if allowingZone, let percent = bytes.firstIndex(of: UInt8(ascii: "%")) {
      guard percent + 1 < bytes.endIndex else { return nil }
      address = bytes[..<percent]
    }
    guard let bits = Self.groups(address) else { return nil }
    self = .v6(bits)
  }

  /// Four numbers in 0...255, each without leading zeros.
  private static func dottedDecimal(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
        let number = Digits.number(part, radix: 10), number <= 255
      else { return nil }
      bits = bits << 8 | UInt32(number)
    }
    return bits
  }

  /// Eight groups of up to four hexadecimal digits; `::` stands for one or more groups of zeros, and
  /// the last two may be written as an address of version 4.
  private static func groups(_ text: ArraySlice<UInt8>) -> UInt128? {
    let colon = UInt8(ascii: ":")
    var groups: [UInt16] = []
    var gap: Int?
    var rest = text
    if rest.starts(with: [colon, colon]) {
      gap = 0
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let piece = rest.prefix { $0 != colon }
      if piece.endIndex == rest.endIndex, let bits = dottedDecimal(piece) {
        groups += [UInt16(bits >> 16), UInt16(bits & 0xFFFF)]
        break
      }
      guard (1...4).contains(piece.count), groups.count < 8,
        let group = Digits.number(piece, radix: 16)
      else { return nil }
      groups.append(UInt16(group))
      guard piece.endIndex < rest.endIndex else { break }
      rest = rest[(piece.endIndex + 1)...]
      guard rest.first == colon else {
        if rest.isEmpty { return nil }
        continue
      }
      guard gap == nil else { return nil }
      gap = groups.count
      rest = rest.dropFirst()
    }
    guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
    groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap ?? 0)
    return groups.reduce(0) { $0 << 16 | UInt128($1) }
  }
}

extension IPAddress: CustomStringConvertible {
  /// The form that RFC 5952 recommends: lower case, the longest run of zeros left out, and the last
  /// four bytes in decimal where the address is one of version 4 in disguise.
  public var description: String {
    switch self {
    case .v4(let bits): return Self.dotted(bits)
    case .v6(let bits):
      if bits >> 32 == 0xFFFF { return "::ffff:" + Self.dotted(UInt32(truncatingIfNeeded: bits)) }
      let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
      let gap = Self.longestRunOfZeros(groups)
      let text = groups.map { String($0, radix: 16) }
      guard gap.count > 1 else { return text.joined(separator: ":") }
      return text[..<gap.lowerBound].joined(separator: ":") + "::"
        + text[gap.upperBound...].joined(separator: ":")
    }
  }

  private static func dotted(_ bits: UInt32) -> String {
    [24, 16, 8, 0].map { String(bits >> $0 & 0xFF) }.joined(separator: ".")
  }

  private static func longestRunOfZeros(_ groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in groups.indices {
      guard groups[index] == 0 else {
        start = index + 1
        continue
      }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    return longest
  }
}
