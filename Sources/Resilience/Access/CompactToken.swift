/// A JSON Web Token in its compact form: what its header says about the key, and the times it names. The
/// signature is handed on as it is and not verified.
///
/// Read strictly, since a token that two programs read differently is a way past one of them: no padding
/// and no stray bits in base64url, complete JSON, and no claim twice.
///
/// - SeeAlso: RFC 7515, section 3.1; RFC 7519; RFC 8725 for the dangers.
public struct CompactToken: Hashable, Sendable {
  /// Why a text is no token.
  @frozen
  public enum Fault: BitwiseCopyable, Hashable, Sendable, Error {
    /// There is more than ``CompactToken/longest`` of it.
    case tooLong

    /// There are not three parts.
    case parts

    /// A part is not base64url.
    case encoding

    /// A part is not a JSON object, or has a name twice that counts.
    case json

    /// `alg` is missing, or is `none`.
    case algorithm

    /// The header names extensions in `crit` that must be understood.
    case criticalExtension

    /// A time is not a number.
    case claim
  }

  /// The most bytes of a token that is read: as much as servers take in one header.
  public static let longest = 16_384

  /// `alg`, such as `RS256`.
  public let algorithm: String

  /// `kid`, the name of the key.
  public let keyID: String?

  public let claims: TokenClaims

  /// What was signed: the first two parts and the dot between.
  public let signedText: String

  /// The signature, decoded.
  public let signature: [UInt8]

  public init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.longest else { throw .tooLong }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .parts }
    guard let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .encoding }
    guard var fields = JSONFields(header, named: ["alg", "kid", "crit"]),
      var times = JSONFields(payload, named: ["exp", "nbf", "iat"])
    else { throw .json }
    if fields.take("crit") != nil { throw .criticalExtension }
    guard case .text(let algorithm)? = fields.take("alg"), algorithm.lowercased() != "none" else {
      throw .algorithm
    }
    switch fields.take("kid") {
    case nil: keyID = nil
    case .text(let name)?: keyID = name
    case .number?, .other?: throw .json
    }
    self.algorithm = algorithm
    var claims = TokenClaims()
    for (name, path) in [
      ("exp", \TokenClaims.expiry), ("nbf", \.notBefore), ("iat", \.issuedAt),
    ] {
      guard let value = times.take(name) else { continue }
      guard case .number(let number) = value else { throw .claim }
      claims[keyPath: path] = number.instant
    }
    self.claims = claims
    signedText = String(decoding: parts[0] + [UInt8(ascii: ".")] + parts[1], as: UTF8.self)
    self.signature = signature
  }

  /// The token of a header `Authorization`; `nil` if it is not `Bearer` and one token.
  ///
  /// - SeeAlso: RFC 6750, section 2.1; the scheme is in any case (RFC 9110, section 11.1).
  public static func bearer(in header: String) -> String? {
    let bytes = Array(header.utf8)
    let scheme = bytes.prefix { $0 != UInt8(ascii: " ") }
    guard Digits.lowercased(scheme).elementsEqual("bearer".utf8) else { return nil }
    let token = bytes[scheme.endIndex...].drop { $0 == UInt8(ascii: " ") }
    let isPadding: (UInt8) -> Bool = { $0 == UInt8(ascii: "=") }
    let name = token.prefix { !isPadding($0) }
    let isPlain = name.allSatisfy {
      Digits.isLetter($0) || Digits.isDecimal($0) || "-._~+/".utf8.contains($0)
    }
    guard scheme.endIndex < bytes.endIndex, !name.isEmpty, isPlain,
      token[name.endIndex...].allSatisfy(isPadding)
    else { return nil }
    return String(decoding: token, as: UTF8.self)
  }
}
