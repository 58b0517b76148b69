public import EventEngine
public import Resilience

/// A reverse proxy: spends a little work on each request, checks credentials and limits in this
/// order, and passes what is left to its upstream.
public struct Gateway: Hashable, Sendable {
  public struct Bearer: Hashable, Sendable {
    /// Time to check a token.
    public var work: Distribution

    /// Share of requests that carry none; they are answered 401.
    public var missing: Double

    public init(work: Distribution, missing: Double = 0) {
      self.work = work
      self.missing = missing
    }
  }

  /// One limit: a real limiter, per whom it counts, and the status of what it turns away.
  public struct Limit: Hashable, Sendable {
    public enum Limiter: Hashable, Sendable {
      case tokenBucket(TokenBucket.Policy)
      case periodicTokenBucket(PeriodicTokenBucket.Policy)
      case leakyBucket(LeakyBucket.Policy)
    }

    public enum Scope: String, CaseIterable, Hashable, Sendable {
      /// One bucket for all requests.
      case everyone

      /// A bucket for each client address.
      case address

      /// A bucket for each key that requests are about.
      case key
    }

    public var limiter: Limiter
    public var per: Scope
    public var status: Int

    /// Buckets kept at once when they are per address or key.
    public var entries: Int

    public init(limiter: Limiter, per: Scope = .everyone, status: Int, entries: Int = 16_000) {
      self.limiter = limiter
      self.per = per
      self.status = status
      self.entries = entries
    }
  }

  /// Time spent on each request before it is passed on; requests do not wait for each other.
  public var work: Distribution?
  public var bearer: Bearer?
  public var limits: [Limit]
  public var call: CallPolicy

  public init(
    work: Distribution? = nil, bearer: Bearer? = nil, limits: [Limit] = [], call: CallPolicy
  ) {
    self.work = work
    self.bearer = bearer
    self.limits = limits
    self.call = call
  }
}
