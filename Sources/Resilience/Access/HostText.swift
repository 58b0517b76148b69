/// The host of a URL, as the ways of writing one down let it be understood.
///
/// Percent-encoding is undone, letters become lower case, the other full stops that international
/// names allow become dots, and one dot at the end is dropped. Whatever programs are known to read
/// differently from each other is not a host at all.
@frozen
public enum HostText: Hashable, Sendable {
  /// A name to be resolved: letters, digits, hyphens and underscores of ASCII, with dots between.
  case name(String)

  /// An address, in brackets or as numbers.
  case address(IPAddress, spelling: Spelling)

  /// How an address was written.
  @frozen
  public enum Spelling: BitwiseCopyable, Hashable, Sendable {
    case standard

    /// As ``LegacyIPv4`` allows beyond the standard form; some libraries may read it as `other`.
    case legacy(other: UInt32?)

    /// Followed by the name of a network.
    case zoned
  }

  /// Why a text is no host.
  @frozen
  public enum Fault: BitwiseCopyable, Hashable, Sendable, Error {
    case empty

    /// Has letters beyond ASCII; hand in the form of RFC 5891 that begins with `xn--`.
    case notASCII

    /// A character that no host name has, also after percent-encoding is undone.
    case character(UInt8)

    /// A part between two dots is empty or longer than 63, or the whole is longer than 253.
    case label

    /// Looks like an address but is none.
    case address
  }

  /// - Parameter text: What stands between the slashes (or `@`) and the port.
  public init(_ text: String) throws(Fault) {
    try self.init(bytes: Array(text.utf8)[...])
  }

  init(bytes: ArraySlice<UInt8>) throws(Fault) {
    guard let first = bytes.first else { throw .empty }
    if first == UInt8(ascii: "[") {
      self = try Self.bracketed(bytes)
      return
    }
    var name = Digits.lowercased(try Self.decoded(bytes))
    for byte in name {
      let isAllowed =
        Digits.isLetter(byte) || Digits.isDecimal(byte) || "-._".utf8.contains(byte)
      if !isAllowed { throw byte < 0x80 ? .character(byte) : .notASCII }
    }
    if name.last == UInt8(ascii: ".") { name.removeLast() }
    guard !name.isEmpty else { throw .empty }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard name.count <= 253, labels.allSatisfy({ (1...63).contains($0.count) }) else {
      throw .label
    }
    guard LegacyIPv4.isMeant(by: name[...]) else {
      self = .name(String(decoding: name, as: UTF8.self))
      return
    }
    guard let number = LegacyIPv4(bytes: name[...]) else { throw .address }
    let isStandard = number.isCanonical && bytes.elementsEqual(name)
    self = .address(
      .v4(number.address),
      spelling: isStandard ? .standard : .legacy(other: number.decimalReading))
  }

  private static func bracketed(_ bytes: ArraySlice<UInt8>) throws(Fault) -> HostText {
    guard bytes.last == UInt8(ascii: "]") else { throw .address }
    let inside = bytes.dropFirst().dropLast()
    let percent = UInt8(ascii: "%")
    guard let start = inside.firstIndex(of: percent) else {
      guard let address = IPAddress(bytes: inside), address.width == 128 else { throw .address }
      return .address(address, spelling: .standard)
    }
    // RFC 6874 wants the percent sign itself encoded, and many do without.
    let zone = inside[(start + 1)...]
    let name = zone.starts(with: "25".utf8) ? zone.dropFirst(2) : zone
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != percent }),
      let address = IPAddress(bytes: inside[..<start]), address.width == 128
    else { throw .address }
    return .address(address, spelling: .zoned)
  }

  /// Undoes percent-encoding, and then writes a dot for each of U+3002, U+FF0E and U+FF61.
  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
    var plain: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte)
        continue
      }
      guard index + 1 < bytes.endIndex,
        let value = Digits.number(bytes[index...(index + 1)], radix: 16)
      else { throw .character(byte) }
      plain.append(UInt8(value))
      index += 2
    }
    let stops: [[UInt8]] = [[0xE3, 0x80, 0x82], [0xEF, 0xBC, 0x8E], [0xEF, 0xBD, 0xA1]]
    var dotted: [UInt8] = []
    var rest = plain[...]
    while let byte = rest.first {
      let isStop = stops.contains { rest.starts(with: $0) }
      dotted.append(isStop ? UInt8(ascii: ".") : byte)
      rest = rest.dropFirst(isStop ? 3 : 1)
    }
    return dotted
  }
}
