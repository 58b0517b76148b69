public import EventEngine
public import Resilience

extension Client {
  /// One kind of request in the mix.
  public struct Request: Hashable, Sendable {
    /// For instance `GET /api/users/{id}`; services choose their handler by it.
    public var name: String

    /// Relative frequency; not all are 0.
    public var weight: Double

    /// Which of many objects the request is about; what caches are keyed by.
    public var key: KeyDistribution?

    /// What sort of object that is: requests of all names and clients that say the same are about the
    /// same objects. `nil` if only requests of this name are about these.
    public var subject: String?

    /// How large its body is, a byte for each nanosecond of the distribution; `nil` for none.
    public var body: Distribution?

    /// Larger is more important.
    public var priority: Int

    /// How large answers to it are, a byte for each nanosecond; `nil` for nothing.
    public var answer: Distribution?

    /// The host of its URL, in lower case.
    public var host = Request.defaultHost

    /// The headers that a page sets, besides those that browsers set themselves.
    public var headers: [CrossOriginRequest.Header] = []

    public static let defaultHost = "site.example"

    public init(
      name: String, weight: Double = 1, key: KeyDistribution? = nil, body: Distribution? = nil,
      priority: Int = 0
    ) {
      self.name = name
      self.weight = weight
      self.key = key
      self.body = body
      self.priority = priority
    }
  }

  /// How many requests carry what token; the others carry a valid one.
  public struct TokenShares: Hashable, Sendable {
    /// In `0...1`, together with ``missing``.
    public var expired: Double
    public var missing: Double

    public init(expired: Double = 0, missing: Double = 0) {
      self.expired = expired
      self.missing = missing
    }
  }
}
