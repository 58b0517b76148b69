import Resilience
import TimeBase

extension SelectedRateLimit {
  /// The most that may be admitted within so many nanoseconds, both ends included.
  func mostAdmitted(within span: Int64) -> Int64 {
    switch self {
    case .tokenBucket(let policy):
      policy.capacity + policy.rate.count * span / policy.rate.period.nanoseconds
    case .gcra(let policy):
      policy.burst + 1 + policy.rate.count * span / policy.rate.period.nanoseconds
    case .leakyBucket(let policy):
      policy.burst + 1 + policy.rate.count * span / policy.rate.period.nanoseconds
    case .periodicTokenBucket(let policy):
      policy.capacity + policy.tokens * (span / policy.interval.nanoseconds + 1)
    case .scriptedTokenBucket(let policy):
      policy.capacity + policy.tokensPerSecond * (span / 1_000_000_000 + 1)
    case .fixedWindow(let policy): policy.limit * (span / policy.window.nanoseconds + 2)
    // The estimate can be wrong by what one window holds.
    case .slidingCounter(let policy): policy.limit * (span / policy.window.nanoseconds + 2)
    case .slidingLog(let policy): policy.limit * (span / policy.window.nanoseconds + 1)
    case .cyclicPermits(let policy): policy.limit * (span / policy.cycle.nanoseconds + 2)
    }
  }

  /// A limit of each kind with the largest numbers that it takes.
  static func largest(kind: Int) -> SelectedRateLimit {
    let fast = Rate(.max, per: .nanoseconds(1))
    let slow = Rate(.max, per: .forever)
    switch kind {
    case 0: return .tokenBucket(.init(rate: Rate(.max - 1, per: .forever), capacity: .max))
    case 1: return .periodicTokenBucket(.init(tokens: .max, every: .nanoseconds(1), capacity: .max))
    case 2: return .scriptedTokenBucket(.init(tokensPerSecond: .max, capacity: .max))
    case 3:
      return .leakyBucket(.init(rate: slow, burst: .max, delay: .never, arithmetic: .exact))
    case 4: return .gcra(.init(rate: fast, burst: .max))
    case 5: return .fixedWindow(.init(limit: .max, window: .forever))
    case 6: return .slidingCounter(.init(limit: .max, window: .forever))
    case 7: return .slidingLog(.init(limit: 3, window: .forever))
    default:
      return .cyclicPermits(.init(limit: .max, cycle: .nanoseconds(1), timeout: .forever))
    }
  }
}
