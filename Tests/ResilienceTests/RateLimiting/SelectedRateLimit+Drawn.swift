import Resilience
import Testing
import TimeBase

extension SelectedRateLimit {
  /// A limit of each kind, with small numbers of nanoseconds, drawn at random.
  static func drawn(kind: Int, from random: inout ScriptRandom) -> SelectedRateLimit {
    let rate = Rate(1 + random.below(5), per: .nanoseconds(1 + random.below(9)))
    let (limit, window) = (1 + random.below(5), TimeSpan.nanoseconds(1 + random.below(20)))
    switch kind {
    case 0: return .tokenBucket(.init(rate: rate, capacity: limit))
    case 1: return .periodicTokenBucket(.init(tokens: limit, every: window, capacity: limit + 1))
    case 2: return .scriptedTokenBucket(.init(tokensPerSecond: limit, capacity: limit))
    case 3:
      return .leakyBucket(.init(rate: rate, burst: limit, delay: .never, arithmetic: .exact))
    case 4: return .gcra(.init(rate: rate, burst: limit))
    case 5: return .fixedWindow(.init(limit: limit, window: window))
    case 6: return .slidingCounter(.init(limit: limit, window: window))
    case 7: return .slidingLog(.init(limit: limit, window: window))
    default: return .cyclicPermits(.init(limit: limit, cycle: window, timeout: .zero))
    }
  }

  static let kindCount = 9

  /// The unit of time in which the answers of this kind change.
  var tick: TimeSpan {
    if case .scriptedTokenBucket = self { return .seconds(1) }
    return .nanoseconds(1)
  }
}
