public import TimeBase

/// Refreshes an entry by chance before it expires, the likelier the nearer its end, so that
/// requests do not all find it gone at once: XFetch.
///
/// With a time left of τ, a load that takes δ and the factor β, a lookup refreshes with probability
/// `exp(-τ / (β δ))`: 37 % at τ = δ, 0.7 % at 5 δ (β = 1).
///
/// - SeeAlso: Vattani, Chierichetti and Lowenstein, *Optimal probabilistic cache stampede
///   prevention*, VLDB 2015.
@frozen
public struct EarlyExpiration: BitwiseCopyable, Hashable, Sendable {
  /// How eager the refresh is; 1 is what the paper recommends.
  public var eagerness: Double

  @inlinable
  public init(eagerness: Double = 1) { self.eagerness = eagerness }

  /// What makes the parameters unusable, if anything.
  public var problem: String? {
    eagerness >= 0 && eagerness <= 1_000 ? nil : "an eagerness of \(eagerness) is not in 0...1000"
  }

  /// Whether a lookup refreshes the entry, which it does at the latest at `expiry`.
  ///
  /// - Parameters:
  ///   - expiry: when the entry expires.
  ///   - loadTime: how long the load took that last brought it.
  ///   - exponential: a draw from the exponential distribution with mean 1, which is -ln *u*.
  @inlinable
  public func refreshes(
    expiry: Instant, loadTime: TimeSpan, at now: Instant, exponential: Double
  ) -> Bool {
    precondition(exponential >= 0, "an exponential draw is not \(exponential)")
    if now >= expiry { return true }
    // Saturates at 292 years: beyond the end of time nothing is earlier than its expiry.
    let head = Double(loadTime.nanoseconds) * eagerness * exponential
    return head >= Double((expiry - now).nanoseconds)
  }
}
