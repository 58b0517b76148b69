import Resilience
import TimeBase

extension Section {
  /// Circuit breakers that stay closed, which is what they do nearly all the time.
  static var breaker: Section {
    Section(
      name: "breaker",
      about: """
        one operation asks for a call and records how it came out, a microsecond apart; one call in
        thirty-two fails, for which nothing opens
        """,
      cases: [
        Case("Resilience4j, last 100 calls", operations: operations) {
          Calls(CircuitBreaker(.init(window: .calls(100))))
        },
        Case("Resilience4j, last 60 seconds", operations: operations) {
          Calls(CircuitBreaker(.init(window: .seconds(60))))
        },
        Case("Hystrix", operations: operations) { Calls(HystrixBreaker(.init())) },
        Case("Polly", operations: operations) { Calls(PollyBreaker(.init())) },
        Case("Resilience4j, selected at run time", operations: operations) {
          Calls(SelectedBreaker(.resilience4j(.init())))
        },
        Case("backup request with its percentile", operations: operations) { Backups() },
      ])
  }

  private static let operations = 200_000
}

/// What the breakers have in common.
private protocol Breaker {
  mutating func admit(at now: Instant) -> CircuitBreaker.Permission
  mutating func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission, lasting duration: TimeSpan,
    at now: Instant)
}

extension CircuitBreaker: Breaker {}
extension HystrixBreaker: Breaker {}
extension PollyBreaker: Breaker {}
extension SelectedBreaker: Breaker {}

private final class Calls<Kind: Breaker>: Workload {
  private var breaker: Kind
  private var now = Instant.zero

  init(_ breaker: Kind) {
    self.breaker = breaker
  }

  func run(operations: Int) -> UInt64 {
    Self.loop(&breaker, &now, operations)
  }

  private static func loop(
    _ breaker: inout Kind, _ now: inout Instant, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      now += .microseconds(1)
      let permission = breaker.admit(at: now)
      guard permission != .rejected else { continue }
      let outcome: CallOutcome = number & 31 == 0 ? .failure : .success
      breaker.record(outcome, of: permission, lasting: .milliseconds(5), at: now)
      checksum &+= 1
    }
    return checksum
  }
}

private final class Backups: Workload {
  private var backups = BackupRequests(.init())
  private var steps = RandomSteps.exponential()
  private var now = Instant.zero

  func run(operations: Int) -> UInt64 {
    Self.loop(&backups, &steps, &now, operations)
  }

  private static func loop(
    _ backups: inout BackupRequests, _ steps: inout RandomSteps, _ now: inout Instant,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for _ in 0..<operations {
      now += .microseconds(100)
      checksum &+= backups.begin(at: now) == nil ? 0 : 1
      backups.recordLatency(steps.next(), at: now)
    }
    return checksum
  }
}
