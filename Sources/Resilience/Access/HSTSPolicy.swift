public import TimeBase

/// What the header `Strict-Transport-Security` of an answer says.
///
/// - SeeAlso: RFC 6797, section 6.1.
@frozen
public struct HSTSPolicy: BitwiseCopyable, Hashable, Sendable {
  public var maxAge: TimeSpan
  public var includesSubDomains: Bool

  @inlinable
  public init(maxAge: TimeSpan, includesSubDomains: Bool = false) {
    self.maxAge = maxAge
    self.includesSubDomains = includesSubDomains
  }

  /// `nil` if the header has no age, a directive twice, or one that cannot be read; unknown directives
  /// are left out.
  public init?(header: String) {
    var seen: [[UInt8]] = []
    var (age, includesSubDomains): (TimeSpan?, Bool) = (nil, false)
    for directive in Array(header.utf8).split(separator: UInt8(ascii: ";")) {
      let parts = directive.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = Digits.lowercased(Digits.trimmed(parts[0]))
      if name.isEmpty, parts.count == 1 { continue }
      guard !name.isEmpty, !seen.contains(name) else { return nil }
      seen.append(name)
      if name.elementsEqual("max-age".utf8) {
        guard parts.count == 2, let seconds = Self.seconds(Digits.trimmed(parts[1])) else {
          return nil
        }
        age = .seconds(seconds)
      } else if name.elementsEqual("includesubdomains".utf8) {
        guard parts.count == 1 else { return nil }
        includesSubDomains = true
      }
    }
    guard let age else { return nil }
    self.init(maxAge: age, includesSubDomains: includesSubDomains)
  }

  /// A number, with or without quotation marks; one that is too large saturates.
  private static func seconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let quote = UInt8(ascii: "\"")
    let isQuoted = text.count > 2 && text.first == quote && text.last == quote
    let digits = isQuoted ? text.dropFirst().dropLast() : text
    guard !digits.isEmpty, digits.allSatisfy(Digits.isDecimal) else { return nil }
    return Digits.number(digits, radix: 10).flatMap { Int64(exactly: $0) } ?? .max
  }
}
