public import TimeBase

/// A circuit breaker whose kind is chosen while the program runs, such as by a model file.
///
///     var breaker = SelectedBreaker(.polly(.init()))
///     let permission = breaker.admit(at: now)
///     …
///     breaker.record(.failure, of: permission, lasting: elapsed, at: now)
///
/// Envoy's circuit breakers are no such thing but limits: see ``EnvoyLimits``.
public struct SelectedBreaker: Sendable {
  /// The kinds of breakers and what each has to be told.
  @frozen
  public enum Policy: BitwiseCopyable, Hashable, Sendable {
    case resilience4j(CircuitBreaker.Policy)
    case hystrix(HystrixBreaker.Policy)
    case polly(PollyBreaker.Policy)

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      switch self {
      case .resilience4j(let policy): policy.problem
      case .hystrix(let policy): policy.problem
      case .polly(let policy): policy.problem
      }
    }
  }

  public let policy: Policy

  // The one that was chosen. Kept apart, so that each is changed in place.
  private var resilience4j: CircuitBreaker?
  private var hystrix: HystrixBreaker?
  private var polly: PollyBreaker?

  /// Creates a closed breaker.
  ///
  /// - Parameters:
  ///   - word: Random bits, other ones for each breaker; see
  ///     ``CircuitBreaker/Policy/openWaitJitter``.
  ///   - start: Where the first bucket of Hystrix begins.
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, word: UInt64 = 1 << 63, from start: Instant = .zero) {
    self.policy = policy
    switch policy {
    case .resilience4j(let policy): resilience4j = CircuitBreaker(policy, word: word)
    case .hystrix(let policy): hystrix = HystrixBreaker(policy, from: start)
    case .polly(let policy): polly = PollyBreaker(policy)
    }
  }

  public var state: CircuitBreaker.State {
    resilience4j?.state ?? hystrix?.state ?? polly?.state ?? .closed
  }

  /// How often the state has changed.
  public var changeCount: Int {
    resilience4j?.changeCount ?? hystrix?.changeCount ?? polly?.changeCount ?? 0
  }

  /// Calls that were let through and are not recorded yet.
  public var inFlightCount: Int {
    resilience4j?.inFlightCount ?? hystrix?.inFlightCount ?? polly?.inFlightCount ?? 0
  }

  /// The calls on record.
  public var tally: CallTally {
    resilience4j?.tally ?? hystrix?.tally ?? polly?.tally ?? CallTally()
  }

  /// When an open breaker ends its wait. Whether a call at this instant is let through depends on the
  /// kind.
  public var openUntil: Instant? {
    resilience4j?.openUntil ?? hystrix?.openUntil ?? polly?.openUntil
  }

  /// When ``wake(at:)`` is due, if ever.
  public var wakeUp: Instant? { resilience4j?.wakeUp ?? hystrix?.wakeUp }

  /// The change with the given number, counted from 0. The latest two are kept.
  ///
  /// - Precondition: `number` is one of the last two below ``changeCount``.
  public func change(_ number: Int) -> CircuitBreaker.StateChange {
    if let hystrix { return hystrix.change(number) }
    if let polly { return polly.change(number) }
    guard let resilience4j else {
      preconditionFailure("change \(number) of no breaker, whose policy is \(policy)")
    }
    return resilience4j.change(number)
  }

  /// Tells whether trial calls have been missing for at least `patience`, and nothing but their
  /// results ends the wait for them.
  public func wedge(at now: Instant, after patience: TimeSpan) -> BreakerWedge? {
    resilience4j?.wedge(at: now, after: patience) ?? hystrix?.wedge(at: now, after: patience)
      ?? polly?.wedge(at: now, after: patience)
  }

  /// Decides whether a call may be made now.
  public mutating func admit(at now: Instant) -> CircuitBreaker.Permission {
    resilience4j?.admit(at: now) ?? hystrix?.admit(at: now) ?? polly?.admit(at: now) ?? .rejected
  }

  /// Does what is due at ``wakeUp``; the other operations do it by themselves.
  public mutating func wake(at now: Instant) {
    resilience4j?.wake(at: now)
    hystrix?.wake(at: now)
  }

  /// Records how a call came out that was let through.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  public mutating func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission, lasting duration: TimeSpan,
    at now: Instant
  ) {
    resilience4j?.record(outcome, of: permission, lasting: duration, at: now)
    hystrix?.record(outcome, of: permission, at: now)
    polly?.record(outcome, of: permission, at: now)
  }
}
