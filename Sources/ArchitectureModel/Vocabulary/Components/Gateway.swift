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
    public enum Scope: String, CaseIterable, Hashable, Sendable {
      /// One bucket for all requests.
      case everyone

      /// A bucket for each client address.
      case address

      /// A bucket for each key that requests are about.
      case key

      /// A bucket for each tenant on whose behalf requests are sent.
      case tenant
    }

    public var limiter: SelectedRateLimit
    public var per: Scope
    public var status: Int

    /// Buckets kept at once when there is more than one.
    public var entries: Int

    /// What becomes of a new bucket when as many are kept. A leaky bucket goes by nginx's rule.
    public var crowding: KeyCrowding

    /// What one request is charged; a leaky bucket charges 1.
    public var cost: Int

    public init(
      limiter: SelectedRateLimit, per: Scope = .everyone, status: Int, entries: Int = 16_000,
      crowding: KeyCrowding = .forgetOldest, cost: Int = 1
    ) {
      self.limiter = limiter
      self.per = per
      self.status = status
      self.entries = entries
      self.crowding = crowding
      self.cost = cost
    }
  }

  /// Time spent on each request before it is passed on; requests do not wait for each other.
  public var work: Distribution?
  public var bearer: Bearer?
  public var limits: [Limit]

  /// Whether limits are asked and charged one after the other, or charged only if none rejects.
  public var charging: LimitChain.Charging
  public var call: CallPolicy

  public init(
    work: Distribution? = nil, bearer: Bearer? = nil, limits: [Limit] = [],
    charging: LimitChain.Charging = .inOrder, call: CallPolicy
  ) {
    self.work = work
    self.bearer = bearer
    self.limits = limits
    self.charging = charging
    self.call = call
  }
}
