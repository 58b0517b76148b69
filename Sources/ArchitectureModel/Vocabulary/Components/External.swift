public import EventEngine
public import TimeBase

/// Somebody else's server, such as the receiver of callbacks: it has any number of workers, and what
/// is known of it is how long it takes and how it answers.
public struct External: Hashable, Sendable {
  /// Calls that are answered with a status that is no success.
  public struct Answer: Hashable, Sendable {
    /// In 300...599: whoever calls does not follow redirects.
    public var status: Int

    /// Of all calls; those that no answer takes succeed.
    public var share: Double

    public init(status: Int, share: Double) {
      self.status = status
      self.share = share
    }
  }

  /// What its name resolves to.
  public enum Address: String, CaseIterable, Hashable, Sendable {
    case `public`, `private`, loopback, linkLocal, reserved, multicast, metadata, unresolvable
  }

  /// From the connection to the answer.
  public var latency: Distribution

  /// Sorted by status.
  public var answers: [Answer]

  /// All must admit a call before it is worked on.
  public var limits: [Gateway.Limit]

  public var url: String
  public var address: Address

  /// To look its name up, before every connection of who does not remember it; `nil` where that takes
  /// no time.
  public var lookup: Distribution?

  /// How long a caller's process remembers where the name leads; `nil` if it asks every time.
  public var nameLife: TimeSpan?

  /// How long it remembers which requests it has carried out, so that none has its effect twice;
  /// `nil` if it does not.
  public var idempotency: TimeSpan?

  public static let defaultURL = "https://hooks.example.com/callback"

  public init(
    latency: Distribution, answers: [Answer] = [], limits: [Gateway.Limit] = [],
    url: String = defaultURL, address: Address = .public, lookup: Distribution? = nil,
    nameLife: TimeSpan? = nil, idempotency: TimeSpan? = nil
  ) {
    self.latency = latency
    self.answers = answers
    self.limits = limits
    self.url = url
    self.address = address
    self.lookup = lookup
    self.nameLife = nameLife
    self.idempotency = idempotency
  }
}
