public import TimeBase

/// Lets so many calls be under way at once and others wait for a while, so that one slow dependency
/// cannot take all threads or connections of its caller: the bulkhead of Resilience4j.
///
///     switch bulkhead.admit(caller, at: now) {
///     case .granted: make the call, and bulkhead.release() afterwards
///     case .waits(let ticket, let until): a timer for `until`, then bulkhead.giveUp(ticket)
///     case .rejected: answer at once
///     }
///
/// Who waits longest is served first. A place that becomes free at the very instant at which a wait ends
/// goes to whoever is told first.
///
/// - SeeAlso: Resilience4j, *Bulkhead*; Nygard, *Release It!*, 2007, for the pattern.
public struct SemaphoreBulkhead<Waiter: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = SemaphoreBulkheadPolicy

  @frozen
  public enum Admission: BitwiseCopyable, Hashable, Sendable {
    case granted

    /// All places are taken; the wait ends at the given instant.
    case waits(QueueTicket, until: Instant)

    /// All places are taken, and nobody may wait, or too many do.
    case rejected
  }

  private struct Entry: BitwiseCopyable {
    let waiter: Waiter
    let until: Instant
  }

  public let policy: Policy

  private var semaphore: FairSemaphore<Entry>

  /// - Precondition: The policy has no ``SemaphoreBulkheadPolicy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    let places = policy.maxWait > .zero ? policy.waitingLimit : 0
    semaphore = FairSemaphore(permits: policy.maxConcurrentCalls, waitingLimit: places)
  }

  /// Calls under way.
  public var callCount: Int { semaphore.takenCount }

  public var waitingCount: Int { semaphore.waitingCount }

  /// When the first wait ends; ``expireNext(at:)`` is due then.
  public var wakeUp: Instant? { semaphore.line.first?.until }

  /// Asks for a place.
  public mutating func admit(_ waiter: Waiter, at now: Instant) -> Admission {
    let until = now + policy.maxWait
    return switch semaphore.acquire(Entry(waiter: waiter, until: until)) {
    case .granted: .granted
    case .waits(let ticket): .waits(ticket, until: until)
    case .rejected: .rejected
    }
  }

  /// Gives a place back. Returns who has it now, if somebody waited.
  ///
  /// - Precondition: A call is under way.
  public mutating func release() -> Waiter? {
    semaphore.release()?.waiter
  }

  /// Takes somebody out of the line whose wait is over, or who has gone.
  ///
  /// - Precondition: The owner of `ticket` is still waiting.
  @discardableResult
  public mutating func giveUp(_ ticket: QueueTicket) -> Waiter {
    semaphore.withdraw(ticket).waiter
  }

  /// Takes the next one out of the line whose wait is over; `nil` if there is none. Everybody waits for
  /// the same time, so that this is always the first in line.
  public mutating func expireNext(at now: Instant) -> Waiter? {
    guard let wakeUp, now >= wakeUp else { return nil }
    return semaphore.dismissNext()?.waiter
  }

  /// Changes the number of places. Of additional ones the waiters learn by ``grantNext()``.
  ///
  /// - Precondition: `maxConcurrentCalls` is not negative.
  public mutating func resize(to maxConcurrentCalls: Int) {
    semaphore.resize(to: maxConcurrentCalls)
  }

  /// Grants a free place to the first in line; call it after ``resize(to:)`` until it returns `nil`.
  public mutating func grantNext() -> Waiter? {
    semaphore.grantNext()?.waiter
  }
}

/// How many calls a bulkhead lets through at once, and how long others wait.
@frozen
public struct SemaphoreBulkheadPolicy: BitwiseCopyable, Hashable, Sendable {
  public var maxConcurrentCalls: Int

  /// How long a call waits for a place; zero does not wait.
  public var maxWait: TimeSpan

  /// How many may wait; `nil` is any number, as in Resilience4j.
  public var waitingLimit: Int?

  /// Resilience4j's defaults.
  public init(
    maxConcurrentCalls: Int = 25, maxWait: TimeSpan = .zero, waitingLimit: Int? = nil
  ) {
    self.maxConcurrentCalls = maxConcurrentCalls
    self.maxWait = maxWait
    self.waitingLimit = waitingLimit
  }

  /// Hystrix's semaphore: ten calls, and nobody waits.
  public static let hystrix = Self(maxConcurrentCalls: 10)

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    guard (0...1_000_000_000).contains(maxConcurrentCalls) else {
      return "\(maxConcurrentCalls) concurrent calls are not in 0...1000000000"
    }
    if maxWait < .zero { return "a wait cannot be \(maxWait)" }
    guard (0...1_000_000_000).contains(waitingLimit ?? 0) else {
      return "a limit of \(waitingLimit ?? 0) waiting calls is not in 0...1000000000"
    }
    return nil
  }
}
