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

/// Fetches by the address of their client's call.
///
/// A side table, so that calls of other models carry nothing for it.
struct FetchTable: ~Copyable {
  private var fetches: [Fetch] = []

  /// - Precondition: The call's fetch has been set.
  subscript(call: CallID) -> Fetch {
    get { fetches[Int(call.index)] }
    set {
      if fetches.count <= Int(call.index) {
        fetches += Array(repeating: Fetch(), count: Int(call.index) + 1 - fetches.count)
      }
      fetches[Int(call.index)] = newValue
    }
  }
}
