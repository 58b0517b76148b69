public import EventEngine
public import Resilience
public import TimeBase

/// A reverse proxy: what it asks of each request, in order, and where it passes on what is left.
///
/// Work, credentials and limits of the short form come first, in this order, then ``filters``, and
/// then those of the route that the request's name finds.
public struct Gateway: Hashable, Sendable {
  /// A check of bearer tokens.
  public struct Bearer: Hashable, Sendable {
    /// Time to check a token.
    public var work: Distribution

    /// Share of requests that lose their token on the way, whatever their client sent.
    public var missing: Double

    /// Whether it is enough that there is a token, whatever it says.
    public var acceptsAny: Bool
    public var status: Int

    /// A check that is never made takes no time and turns nobody away.
    public var isEnabled: Bool

    /// How it judges the times of tokens that age.
    public var check = TokenCheck()

    /// How far its clock is ahead of the issuer's; negative if it is behind.
    public var clockAhead = TimeSpan.zero

    public init(
      work: Distribution, missing: Double = 0, acceptsAny: Bool = false, status: Int = 401,
      isEnabled: Bool = true
    ) {
      self.work = work
      self.missing = missing
      self.acceptsAny = acceptsAny
      self.status = status
      self.isEnabled = isEnabled
    }
  }

  /// One limit: a real limiter, per whom it counts, and the status of what it turns away.
  public struct Limit: Hashable, Sendable {
    public enum Scope: String, CaseIterable, Hashable, Sendable {
      /// One bucket for all requests.
      case everyone

      /// A bucket for each client address, as a proxy that is believed forwards it.
      case address

      /// A bucket for each address that connects: a client's own, or that of the proxy in between,
      /// behind which all are one.
      case peer

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

    /// What `Retry-After` says to those who are turned away; `nil` without.
    public var retryAfter: RetryAfterHint?

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

  /// What an answer says about when to come back.
  public enum RetryAfterHint: Hashable, Sendable {
    /// When the limit would let the request pass.
    case computed
    case after(TimeSpan)
  }

  /// Time spent on each request before it is passed on; requests do not wait for each other.
  public var work: Distribution?
  public var bearer: Bearer?
  public var limits: [Limit]

  /// Whether limits are asked and charged one after the other, or charged only if none rejects.
  public var charging: LimitChain.Charging

  /// Limits that several filters can use, sorted by name.
  public var zones: [Zone]

  /// What is done with every request, in this order.
  public var filters: [Step]

  /// Sorted by name.
  public var routes: [Route]

  /// Where requests go that no route takes elsewhere; `nil` if there is no such place.
  public var call: CallPolicy?

  /// Whether it tells its upstream by which scheme it was asked, in place of what it was told.
  public var setsForwardedProto = false

  public init(
    work: Distribution? = nil, bearer: Bearer? = nil, limits: [Limit] = [],
    charging: LimitChain.Charging = .inOrder, zones: [Zone] = [], filters: [Step] = [],
    routes: [Route] = [], call: CallPolicy?
  ) {
    self.work = work
    self.bearer = bearer
    self.limits = limits
    self.charging = charging
    self.zones = zones
    self.filters = filters
    self.routes = routes
    self.call = call
  }
}
