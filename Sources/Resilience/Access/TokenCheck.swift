public import TimeBase

/// Decides whether a bearer token is accepted, once its signature has been looked at elsewhere.
///
///     let verdict = check.verdict(on: token.claims, signature: .valid, at: timeOfDay)
///     answer with verdict.status
///
/// - SeeAlso: RFC 6750, section 3.1, for the answers; RFC 7519, section 4.1, for the claims.
@frozen
public struct TokenCheck: BitwiseCopyable, Hashable, Sendable {
  /// What became of the signature.
  @frozen
  public enum Signature: BitwiseCopyable, Hashable, Sendable {
    case valid
    case invalid

    /// There is no key of that name.
    case unknownKey
  }

  @frozen
  public enum Verdict: BitwiseCopyable, Hashable, Sendable {
    case accepted

    /// There is no token.
    case missing

    /// What is there is none.
    case malformed
    case badSignature
    case unknownKey
    case expired
    case notYetValid

    /// The token says that it was issued in the future.
    case issuedInFuture

    /// It was issued longer ago than the policy accepts, or does not say when.
    case tooOld

    /// It never expires, and the policy does not accept that.
    case withoutExpiry

    /// It does not allow what was asked for.
    case insufficientScope

    /// The status of HTTP to answer with.
    @inlinable
    public var status: UInt16 {
      switch self {
      case .accepted: 200
      case .insufficientScope: 403
      case .missing, .malformed, .badSignature, .unknownKey, .expired, .notYetValid,
        .issuedInFuture, .tooOld, .withoutExpiry:
        401
      }
    }

    /// The error code for the header `WWW-Authenticate`; `nil` if there is none, as for a request that
    /// did not try.
    @inlinable
    public var errorCode: String? {
      switch self {
      case .accepted, .missing: nil
      case .insufficientScope: "insufficient_scope"
      case .malformed, .badSignature, .unknownKey, .expired, .notYetValid, .issuedInFuture,
        .tooOld, .withoutExpiry:
        "invalid_token"
      }
    }
  }

  /// How much clocks may differ: every bound is shifted by so much in favour of the token.
  public var leeway: TimeSpan

  /// Whether a token must say when it expires.
  public var requiresExpiry: Bool

  /// The most time since a token was issued; `nil` is any.
  public var maximumAge: TimeSpan?

  /// Whether a token is turned away that was issued in the future.
  public var checksIssue: Bool

  public init(
    leeway: TimeSpan = .zero, requiresExpiry: Bool = true, maximumAge: TimeSpan? = nil,
    checksIssue: Bool = false
  ) {
    self.leeway = leeway
    self.requiresExpiry = requiresExpiry
    self.maximumAge = maximumAge
    self.checksIssue = checksIssue
  }

  /// What makes the check unusable, if anything.
  public var problem: String? {
    if leeway < .zero { return "a leeway cannot be \(leeway)" }
    if let maximumAge, maximumAge <= .zero { return "no token is younger than \(maximumAge)" }
    return nil
  }

  /// Judges a token: its signature first, then its times, then its scope.
  ///
  /// With a leeway *L* a token that expires at *e* is accepted before *e* + *L*, and one that begins at
  /// *n* from *n* - *L* on.
  ///
  /// - Parameters:
  ///   - hasScope: Whether what the token allows covers what was asked for.
  ///   - now: The time of day, since the beginning of 1970.
  public func verdict(
    on claims: TokenClaims, signature: Signature, hasScope: Bool = true, at now: Instant
  ) -> Verdict {
    switch signature {
    case .invalid: return .badSignature
    case .unknownKey: return .unknownKey
    case .valid: break
    }
    if let expiry = claims.expiry {
      if now >= expiry + leeway { return .expired }
    } else if requiresExpiry {
      return .withoutExpiry
    }
    if let notBefore = claims.notBefore, now < notBefore - leeway { return .notYetValid }
    if checksIssue, let issuedAt = claims.issuedAt, now < issuedAt - leeway {
      return .issuedInFuture
    }
    if let maximumAge {
      guard let issuedAt = claims.issuedAt, now < issuedAt + maximumAge + leeway else {
        return .tooOld
      }
    }
    return hasScope ? .accepted : .insufficientScope
  }
}
