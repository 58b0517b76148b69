public import TimeBase

/// What one client remembers of the answers to its CORS preflight requests.
///
/// A key stands for the origin, the URL, the method and the headers of a request, all together; how it is
/// made is the caller's affair. The least recently used answer makes room.
///
/// - SeeAlso: WHATWG, *Fetch*, "CORS-preflight cache"; MDN, `Access-Control-Max-Age`, for the caps.
public struct PreflightCache<Key: StableKey & Sendable>: Sendable {
  /// The browsers, which do not remember an answer for longer than each of them pleases.
  @frozen
  public enum Browser: BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// Chromium 76 and newer: two hours.
    case chromium

    /// A day.
    case firefox

    /// WebKit: ten minutes.
    case safari

    /// The longest that an answer is remembered.
    @inlinable
    public var cap: TimeSpan {
      switch self {
      case .chromium: .seconds(7_200)
      case .firefox: .seconds(86_400)
      case .safari: .seconds(600)
      }
    }
  }

  /// How long an answer is remembered that does not say.
  public static var defaultMaxAge: TimeSpan { .seconds(5) }

  public let cap: TimeSpan

  private var answers: CacheStore<Key, Bool, LRUEviction>

  /// - Parameter capacity: How many answers are remembered; in `0...(1 << 30)`.
  /// - Precondition: `cap` is not negative.
  public init(cap: TimeSpan, capacity: Int = 1_000) {
    precondition(cap >= .zero, "answers cannot be remembered for \(cap)")
    self.cap = cap
    answers = CacheStore(capacity: capacity, expiry: .caffeine, eviction: LRUEviction())
  }

  public init(_ browser: Browser, capacity: Int = 1_000) {
    self.init(cap: browser.cap, capacity: capacity)
  }

  /// Whether a request that is not simple has to be preceded by a preflight. An answer is good up to its
  /// age, and not at it.
  public mutating func needsPreflight(_ key: Key, at now: Instant) -> Bool {
    if case .hit = answers.get(key, at: now) { return false }
    return true
  }

  /// Takes note of an answer that allows the request.
  ///
  /// - Parameter maxAge: What the header `Access-Control-Max-Age` says, if it is there; zero and less
  ///   forget what was known.
  public mutating func store(_ key: Key, maxAge: TimeSpan?, at now: Instant) {
    let age = min(maxAge ?? Self.defaultMaxAge, cap)
    guard age > .zero else {
      answers.remove(key, at: now)
      return
    }
    answers.set(key, true, for: age, at: now)
  }
}
