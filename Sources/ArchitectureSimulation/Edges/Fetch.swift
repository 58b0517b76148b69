import TimeBase

/// One request of a client that remembers, which may be more than one call: how far it has come.
struct Fetch: BitwiseCopyable {
  /// What the present call is for.
  enum Leg: UInt8, BitwiseCopyable {
    /// A new token.
    case token

    /// Leave to make the request from a page of another origin.
    case preflight
    case request
  }

  var leg = Leg.request

  /// Whether it goes by https although its URL says http.
  var isUpgraded = false
  var isCrossOrigin = false

  /// Whether a token was renewed because it was not accepted.
  var wasRenewed = false
  var redirects: UInt8 = 0

  /// Attempts of the calls that have ended.
  var attempts: UInt16 = 0

  /// Of the token that it carries; `nil` for none that ages.
  var tokenIssued: Instant?
}
