public import TimeBase

/// Ends the wait for a call after a time, and keeps account of the work that goes on without anybody
/// waiting for it.
///
///     let ticket = limiter.begin(call, at: now)       // a timer for limiter.expiry(of: ticket)
///     switch limiter.expire(ticket, at: now) {
///     case .cancels(let call): tell the callee to stop, answer the caller
///     case .abandons(let call): answer the caller; the callee goes on
///     }
///     limiter.finish(ticket)                          // when the callee is done
///
/// A timeout that does not cancel leaves the callee working: ``ghostCount`` is how many do. It is the
/// load of such ghosts, and of the retries beside them, that keeps an overload going after its cause.
///
/// - SeeAlso: Resilience4j, *TimeLimiter*, whose `cancelRunningFuture` is ``Policy/cancels``.
public struct TimeLimiter<Call: BitwiseCopyable & Sendable>: Sendable {
  public typealias Policy = TimeLimiterPolicy

  /// Names a call until it is finished.
  @frozen
  public struct Ticket: BitwiseCopyable, Hashable, Sendable {
    let token: SlabToken
  }

  /// How a wait ended.
  @frozen
  public enum Expiry: Sendable {
    case cancels(Call)
    case abandons(Call)

    /// It has not, yet or any more: the call has time left, or its wait was ended before.
    case tooEarly
  }

  /// How a call came out that is done.
  @frozen
  public enum Completion: BitwiseCopyable, Hashable, Sendable {
    /// Somebody waits for it.
    case inTime

    /// Its wait had been ended.
    case ghost
  }

  private struct Entry: BitwiseCopyable {
    let call: Call
    let expiry: Instant
    var isGhost = false
  }

  public let policy: Policy

  /// Calls that somebody waits for.
  public private(set) var waitedForCount = 0

  /// Calls that go on although their wait was ended.
  public private(set) var ghostCount = 0

  private var entries = TokenSlab<Entry>(limit: Int(Int32.max))

  /// - Precondition: The policy has no ``TimeLimiterPolicy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
  }

  /// Takes note of a call that begins.
  ///
  /// - Parameter deadline: When the caller's own patience ends, if that is earlier.
  /// - Complexity: O(1) amortised.
  public mutating func begin(
    _ call: Call, at now: Instant, deadline: Deadline = .never
  ) -> Ticket {
    waitedForCount += 1
    let expiry = deadline.narrowed(to: policy.timeout, from: now).instant
    return Ticket(token: entries.insert(Entry(call: call, expiry: expiry)))
  }

  /// When the wait for a call ends, at this very instant; a result that comes then is in time if it is
  /// told first.
  ///
  /// - Precondition: The call has not been finished.
  public func expiry(of ticket: Ticket) -> Instant { entries[index(of: ticket)].expiry }

  /// Ends the wait for a call if its time is up.
  ///
  /// - Precondition: The call has not been finished.
  public mutating func expire(_ ticket: Ticket, at now: Instant) -> Expiry {
    let index = index(of: ticket)
    let entry = entries[index]
    guard !entry.isGhost, now >= entry.expiry else { return .tooEarly }
    waitedForCount -= 1
    ghostCount += 1
    entries[index].isGhost = true
    return policy.cancels ? .cancels(entry.call) : .abandons(entry.call)
  }

  /// Takes note that a call is done: answered, failed, or stopped after it was cancelled.
  ///
  /// - Precondition: The call has not been finished.
  public mutating func finish(_ ticket: Ticket) -> Completion {
    let entry = entries.remove(at: index(of: ticket))
    if entry.isGhost { ghostCount -= 1 } else { waitedForCount -= 1 }
    return entry.isGhost ? .ghost : .inTime
  }

  private func index(of ticket: Ticket) -> Int32 {
    precondition(
      entries.contains(ticket.token),
      "call \(ticket.token) is finished; \(entries.count) others are not")
    return ticket.token.index
  }
}

/// How long a call is waited for, and whether it is told to stop then.
@frozen
public struct TimeLimiterPolicy: BitwiseCopyable, Hashable, Sendable {
  public var timeout: TimeSpan

  /// Whether a call is cancelled whose time is up, or only abandoned.
  public var cancels: Bool

  /// Resilience4j's defaults.
  public init(timeout: TimeSpan = .seconds(1), cancels: Bool = true) {
    self.timeout = timeout
    self.cancels = cancels
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    timeout <= .zero ? "a timeout of \(timeout) leaves no time for a call" : nil
  }
}
