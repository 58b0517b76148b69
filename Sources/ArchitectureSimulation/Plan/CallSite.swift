import EventEngine
import Resilience
import TimeBase

/// A place from which calls are made, with its policy.
struct CallSite {
  // What every call looks at comes first, within one line of the processor's cache.
  var caller: Int
  var target: Int

  /// One way.
  var latency: TimeSpan

  /// The lane of its timeout; negative for none.
  var timeoutLane: Int

  /// Whether nothing but time lies between it and its target; see `Plan+PlainWays.swift`.
  var isPlain = false

  /// Whether its calls can lead back to the caller, so that one request visits it many times.
  var isOnLoop = false

  /// What is known beforehand of the calls made here.
  var flags: Call.Flags = []

  var cancelsAfterTimeout: Bool

  /// The request's name at the target; `keepsName` for the caller's own.
  var request: UInt16

  /// The first of its retriers, one an instance of the caller; negative for none.
  var retrier: Int

  /// The first of its breakers, one an instance of the caller; negative for none.
  var breaker: Int

  /// Where the books of its breakers are; negative for none.
  var books: Int

  /// The first of its throttles, one an instance of the caller; negative for none.
  var throttle = -1
  var throttlePurpose: UInt64 = 0

  /// What the draws of its backoff are called.
  var backoffPurpose: UInt64

  /// What lies between it and its target; negative if messages always take the same time.
  var wire = -1

  /// Whether its retries wait as long as answers ask for.
  var heedsRetryAfter = false

  /// Where a transaction begins: its number among those of all handlers; negative elsewhere.
  var transaction = -1

  static let keepsName = UInt16.max
}
