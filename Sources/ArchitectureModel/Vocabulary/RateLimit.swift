/// A limit where a filter or a handler asks it.
public struct RateLimit: Hashable, Sendable {
  public var limit: Gateway.Limit

  /// Whose buckets it uses: those of a zone of this name, or its own if `nil`.
  public var zone: String?

  /// Where its buckets are kept; `nil` for the memory of each process.
  public var store: Store?

  public init(_ limit: Gateway.Limit, zone: String? = nil, store: Store? = nil) {
    self.limit = limit
    self.zone = zone
    self.store = store
  }

  /// Buckets that all processes share, and each has to ask for.
  public struct Store: Hashable, Sendable {
    /// A cache, service, database, or what leads to one.
    public var component: String

    /// Whether a bucket is read and changed in one step, by a script; if not, what is admitted costs
    /// a second trip that writes back what the first one read, whatever others have written meanwhile.
    public var isAtomic: Bool
    public var onError: OnError

    public init(_ component: String, isAtomic: Bool = true, onError: OnError = .fail) {
      self.component = component
      self.isAtomic = isAtomic
      self.onError = onError
    }
  }

  /// What becomes of a request when the store does not answer, or not well.
  public enum OnError: Hashable, Sendable {
    /// The handler fails, as with any other call.
    case fail

    /// Fails open.
    case admit

    /// Fails closed: answered as a request beyond the limit.
    case reject

    /// Answered with a status of its own.
    case respond(Int)
  }

  /// The name under which stores are asked.
  public static let requestName = "limit"
}
