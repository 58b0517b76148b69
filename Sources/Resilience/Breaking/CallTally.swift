/// How many calls there were, and how many of them failed or were slow.
@frozen
public struct CallTally: BitwiseCopyable, Hashable, Sendable {
  public internal(set) var calls = 0
  public internal(set) var failures = 0

  /// Slow calls, whether they failed or not.
  public internal(set) var slowCalls = 0

  init() {}

  /// The share of calls that failed, in `0...1`; `nil` without calls.
  public var failureRate: Double? { calls == 0 ? nil : Double(failures) / Double(calls) }

  /// The share of calls that were slow, in `0...1`; `nil` without calls.
  public var slowCallRate: Double? { calls == 0 ? nil : Double(slowCalls) / Double(calls) }

  mutating func add(failed: Bool, slow: Bool) {
    calls += 1
    if failed { failures += 1 }
    if slow { slowCalls += 1 }
  }

  static func -= (tally: inout Self, part: Self) {
    tally.calls -= part.calls
    tally.failures -= part.failures
    tally.slowCalls -= part.slowCalls
  }
}
