/// What of a request from one web site to another decides whether a browser asks first.
///
/// - SeeAlso: WHATWG, *Fetch*, "CORS-safelisted method" and "CORS-safelisted request-header".
public struct CrossOriginRequest: Hashable, Sendable {
  public var method: String

  /// The headers that the page set, besides those that browsers set themselves.
  public var headers: [Header]

  public struct Header: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(method: String, headers: [Header] = []) {
    self.method = method
    self.headers = headers
  }

  /// Whether the request is sent without a preflight.
  public var isSimple: Bool {
    ["GET", "HEAD", "POST"].contains(method) && headers.allSatisfy(Self.isSafe)
      && headers.reduce(0) { $0 + $1.value.utf8.count } <= 1_024
  }

  private static func isSafe(_ header: Header) -> Bool {
    let value = Array(header.value.utf8)
    guard value.count <= 128 else { return false }
    switch header.name.lowercased() {
    case "accept": return !value.contains(where: isUnsafe)
    case "accept-language", "content-language":
      return value.allSatisfy {
        Digits.isLetter($0) || Digits.isDecimal($0) || " *,-.;=".utf8.contains($0)
      }
    case "content-type":
      let type = value.prefix { $0 != UInt8(ascii: ";") }
      let name = String(decoding: Digits.lowercased(Digits.trimmed(type)), as: UTF8.self)
      let simple = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
      return simple.contains(name) && !value.contains(where: isUnsafe)
    case "range": return isSimpleRange(value[...])
    default: return false
    }
  }

  private static func isUnsafe(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 || byte == 0x7F || "\"():<>?@[\\]{}".utf8.contains(byte)
  }

  /// `bytes=` with a first byte and perhaps a last one.
  private static func isSimpleRange(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.starts(with: "bytes=".utf8) else { return false }
    let bounds = value.dropFirst(6).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard bounds.count == 2, let first = Digits.number(bounds[0], radix: 10) else { return false }
    guard !bounds[1].isEmpty else { return true }
    return Digits.number(bounds[1], radix: 10).map { first <= $0 } ?? false
  }
}
