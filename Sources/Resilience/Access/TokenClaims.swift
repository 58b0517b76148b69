public import TimeBase

/// The times that a JSON Web Token names, counted from the beginning of 1970 on a clock that knows the
/// date.
///
/// - SeeAlso: RFC 7519, sections 4.1.4 to 4.1.6.
@frozen
public struct TokenClaims: BitwiseCopyable, Hashable, Sendable {
  /// `exp`: from then on the token is not accepted.
  public var expiry: Instant?

  /// `nbf`: before that it is not accepted.
  public var notBefore: Instant?

  /// `iat`: when it was issued.
  public var issuedAt: Instant?

  @inlinable
  public init(expiry: Instant? = nil, notBefore: Instant? = nil, issuedAt: Instant? = nil) {
    self.expiry = expiry
    self.notBefore = notBefore
    self.issuedAt = issuedAt
  }
}
