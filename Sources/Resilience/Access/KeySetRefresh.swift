public import TimeBase

/// Decides when the keys that tokens are signed with are fetched again: at the first token whose key is
/// not known, but not more often than the cooldown, and by one caller for all.
///
///     switch keys.find(token.keyID, at: now) {
///     case .known: verify
///     case .fetches: fetch the keys, then keys.complete(with: names, at: now), and look again
///     case .waits: wait for that fetch, and look again
///     case .unknown: answer 401
///     }
///
/// Without the cooldown anybody can make a server fetch its keys as often as he likes, by sending tokens
/// with names that he made up.
public struct KeySetRefresh<KeyID: Equatable & Sendable>: Sendable {
  @frozen
  public enum Answer: BitwiseCopyable, Hashable, Sendable {
    case known

    /// The caller is the one to fetch.
    case fetches

    /// Somebody fetches.
    case waits

    /// The key is not known, and the next fetch may not be made yet.
    case unknown
  }

  /// The shortest time from one fetch to the next, counted from their begin.
  public let cooldown: TimeSpan

  /// The names of the keys; a few, which are gone through.
  public private(set) var known: [KeyID]

  /// Whether a fetch is under way.
  public private(set) var isFetching = false

  /// How many fetches were begun.
  public private(set) var fetchCount = 0

  /// When the next fetch may begin.
  public private(set) var nextFetch = Instant(nanoseconds: .min)

  /// - Precondition: `cooldown` is not negative.
  public init(cooldown: TimeSpan = .seconds(10), known: [KeyID] = []) {
    precondition(cooldown >= .zero, "a cooldown cannot be \(cooldown)")
    self.cooldown = cooldown
    self.known = known
  }

  /// Looks a key up. A fetch may begin at the very end of the cooldown.
  ///
  /// - Complexity: O(*n*) in the number of keys.
  public mutating func find(_ key: KeyID, at now: Instant) -> Answer {
    if known.contains(key) { return .known }
    if isFetching { return .waits }
    guard now >= nextFetch else { return .unknown }
    isFetching = true
    fetchCount += 1
    nextFetch = now + cooldown
    return .fetches
  }

  /// Takes note of what was fetched, in place of what was known; `nil` if the fetch failed, which leaves
  /// the keys as they were.
  ///
  /// - Precondition: A fetch is under way.
  public mutating func complete(with keys: [KeyID]?) {
    precondition(
      isFetching, "\(keys?.count ?? 0) keys came without a fetch; \(fetchCount) were begun before")
    isFetching = false
    if let keys { known = keys }
  }
}
