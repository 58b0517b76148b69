import Resilience
import TimeBase

extension Section {
  /// What a lock and a real clock add to a decision.
  static var live: Section {
    Section(
      name: "live",
      about: """
        one operation is one call of a front: it takes the lock, reads the continuous clock and decides;
        nothing is ever rejected; one thread alone, or with a second one that does the same all the
        time, of which only the first is measured (what it waits for the lock asleep does not count)
        """,
      cases: cases)
  }

  private static let operations = 50_000

  private static var cases: [Case] {
    let rate = Rate.perSecond(1_000_000_000)
    let one = Live(GCRA(.init(rate: rate, burst: 1_000_000)))
    let frozen = Live(
      GCRA(.init(rate: rate, burst: 1_000_000_000)), clock: LiveClock(StoppedClock()))
    let each = Live(
      KeyedLimiter<GCRA>(.init(each: .init(rate: rate, burst: 1_000_000), maximumKeys: 10_000)))
    let breaker = Live(CircuitBreaker(.init(window: .calls(100))))
    let cache = LiveCache<UInt64, UInt64>(.init(capacity: 10_000))
    let balancer = LiveBalancer(
      TargetBalancer(.init(algorithm: .leastConnections), targetCount: 8), seed: 1)
    let queue = Live(SelectedQueue<UInt32>(.init()))
    for key in 0..<10_000 as Range<UInt64> { cache.set(key, key) }
    let turns = [
      alone("a reading of the clock") { _ in LiveClock.continuous.now > .zero },
      alone("GCRA, with a clock that stands still") { _ in !frozen.admit().isRejected },
      both("GCRA") { _ in !one.admit().isRejected },
      both("GCRA by key, 10000 keys") { !each.admit($0 % 10_000).isRejected },
      both("cache, a hit") { cache.get($0 % 10_000).value != nil },
      both("queue, one in and one out") { number in
        queue.update { queue, now in
          _ = queue.offer(UInt32(truncatingIfNeeded: number), at: now)
          return queue.take(at: now) != nil
        }
      },
      both("breaker, a call and its end") { _ in
        let permission = breaker.admit()
        breaker.record(.success, of: permission, lasting: .milliseconds(1))
        return permission != .rejected
      },
      both("balancer, a call and its end") { _ in
        guard let target = balancer.pick() else { return false }
        balancer.release(target, .success)
        return true
      },
    ]
    return turns.flatMap { $0 }
  }

  private static func alone(
    _ name: String, _ body: @escaping @Sendable (UInt64) -> Bool
  ) -> [Case] {
    [Case(name, operations: operations) { Turns(body, hasRival: false) }]
  }

  private static func both(
    _ name: String, _ body: @escaping @Sendable (UInt64) -> Bool
  ) -> [Case] {
    alone(name, body)
      + [Case("\(name), 2 threads", operations: operations) { Turns(body, hasRival: true) }]
  }
}

private final class Turns: Workload {
  private let body: @Sendable (UInt64) -> Bool
  private let hasRival: Bool
  private var number: UInt64 = 0

  init(_ body: @escaping @Sendable (UInt64) -> Bool, hasRival: Bool) {
    self.body = body
    self.hasRival = hasRival
  }

  func run(operations: Int) -> UInt64 {
    let rival = hasRival ? Rival(body) : nil
    defer { rival?.stop() }
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      number += 1
      checksum = checksum &* 31 &+ (body(number) ? 1 : 0)
    }
    return checksum
  }
}

/// What is left of a front when the clock costs nothing.
struct StoppedClock: Clock {
  struct Instant: InstantProtocol {
    func advanced(by duration: Duration) -> Self { self }
    func duration(to other: Self) -> Duration { .zero }
    static func < (lhs: Self, rhs: Self) -> Bool { false }
  }

  var now: Instant { Instant() }
  var minimumResolution: Duration { .zero }
  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
