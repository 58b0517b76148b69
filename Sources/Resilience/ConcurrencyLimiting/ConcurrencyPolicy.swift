public import TimeBase

/// The rules by which a limit on the requests under way is found.
///
/// As with rate limits, the rules are a plain value and what they remember is handed in.
/// ``ConcurrencyLimiter`` does the counting.
public protocol ConcurrencyPolicy: Hashable, Sendable {
  /// What the rules remember.
  associatedtype State: Sendable

  /// Why the parameters make no sense, in words for the one who wrote them; `nil` if they do.
  var problem: String? { get }

  /// The highest limit that can ever be.
  var highestLimit: Int { get }

  /// The state before any request.
  func makeState(at start: Instant) -> State

  /// The limit at `now`, after whatever is due by then.
  func limit(in state: inout State, at now: Instant) -> Int

  /// Learns from a request that has ended.
  ///
  /// - Parameter word: Random bits, for the rules that probe at random times.
  func record(_ sample: ConcurrencySample, in state: inout State, word: UInt64)
}
