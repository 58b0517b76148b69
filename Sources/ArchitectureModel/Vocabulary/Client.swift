public import EventEngine
public import TimeBase

/// A population that sends requests, and what it does when they fail.
public struct Client: Hashable, Sendable {
  public enum Load: Hashable, Sendable {
    /// Requests arrive whatever becomes of the earlier ones.
    case open(Arrivals)

    /// Each of `users` sends a request, waits for its outcome, thinks, and sends the next.
    case closed(users: Int, think: Distribution)
  }

  /// When the requests of an open client are sent.
  public struct Arrivals: Hashable, Sendable {
    public enum Process: Hashable, Sendable {
      case poisson(Rate)

      /// The k-th request, counted from 0, at exactly `first` + k / rate, rounded to a nanosecond.
      case constant(Rate)

      /// A renewal process: independent times between requests.
      case interarrival(Distribution)
    }

    public var process: Process

    /// When a constant process sends its first request.
    public var first: TimeSpan

    /// The client falls silent after this many requests.
    public var limit: Int?

    public init(_ process: Process, first: TimeSpan = .zero, limit: Int? = nil) {
      self.process = process
      self.first = first
      self.limit = limit
    }
  }

  /// One kind of request in the mix.
  public struct Request: Hashable, Sendable {
    /// For instance `GET /api/users/{id}`; services choose their handler by it.
    public var name: String

    /// Relative frequency; not all are 0.
    public var weight: Double

    /// Which of many objects the request is about; what caches are keyed by.
    public var key: KeyDistribution?

    public init(name: String, weight: Double = 1, key: KeyDistribution? = nil) {
      self.name = name
      self.weight = weight
      self.key = key
    }
  }

  public var name: String
  public var load: Load
  public var call: CallPolicy

  /// Distinct client addresses, uniformly used; what a limit per address sees.
  public var addresses: Int

  /// Sorted by name; never empty.
  public var requests: [Request]

  public init(
    name: String, load: Load, call: CallPolicy, addresses: Int = 1, requests: [Request]
  ) {
    self.name = name
    self.load = load
    self.call = call
    self.addresses = addresses
    self.requests = requests
  }
}
