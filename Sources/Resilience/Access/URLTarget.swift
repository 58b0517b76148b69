/// Where a URL leads: scheme, host and port, read so strictly that no two programs disagree.
///
/// `http://good.example\@10.0.0.1/` is `good.example` to a browser and `10.0.0.1` to some libraries. A
/// guard that reads it one way and a client that reads it the other is how guards are passed, so that
/// such texts are refused instead of understood.
public struct URLTarget: Hashable, Sendable {
  /// In lower case.
  public let scheme: String

  /// Whether a name or a password stands before the host.
  public let hasUserinfo: Bool

  public let host: HostText

  /// The port, or that of the scheme if it is `http` or `https` and none is given.
  public let port: UInt16

  /// Why a text is no such URL.
  @frozen
  public enum Fault: Hashable, Sendable, Error {
    /// A space, a control character or a backslash, which some programs drop or turn around.
    case character(UInt8)

    /// There is no `scheme://` at the start.
    case scheme

    /// More than one `@` before the path.
    case userinfo

    case port
    case host(HostText.Fault)
  }

  public init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    for byte in bytes where byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") {
      throw .character(byte)
    }
    let name = bytes.prefix { $0 != UInt8(ascii: ":") }
    let rest = bytes[name.endIndex...]
    guard let first = name.first, Digits.isLetter(first), rest.starts(with: "://".utf8),
      name.allSatisfy({ Digits.isLetter($0) || Digits.isDecimal($0) || "+-.".utf8.contains($0) })
    else { throw .scheme }
    scheme = String(decoding: Digits.lowercased(name), as: UTF8.self)
    let authority = rest.dropFirst(3).prefix { !"/?#".utf8.contains($0) }
    let parts = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let place = parts.last else { throw .userinfo }
    hasUserinfo = parts.count == 2
    let (host, port) = Self.parts(of: place)
    self.port = try Self.number(of: port, scheme: scheme)
    do {
      self.host = try HostText(bytes: host)
    } catch {
      throw .host(error)
    }
  }

  /// Host and port; the latter is `nil` without a colon.
  private static func parts(
    of place: ArraySlice<UInt8>
  ) -> (host: ArraySlice<UInt8>, port: ArraySlice<UInt8>?) {
    let start = place.lastIndex(of: UInt8(ascii: "]")) ?? place.startIndex
    guard let colon = place[start...].firstIndex(of: UInt8(ascii: ":")) else { return (place, nil) }
    return (place[..<colon], place[(colon + 1)...])
  }

  private static func number(
    of digits: ArraySlice<UInt8>?, scheme: String
  ) throws(Fault) -> UInt16 {
    guard let digits, !digits.isEmpty else {
      switch scheme {
      case "http", "ws": return 80
      case "https", "wss": return 443
      default: throw .port
      }
    }
    guard digits.count <= 5, let number = Digits.number(digits, radix: 10), number > 0,
      let port = UInt16(exactly: number)
    else { throw .port }
    return port
  }
}
