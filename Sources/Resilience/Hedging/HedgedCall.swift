public import TimeBase

/// One request that is sent in several copies, one after the other, until one of them is answered: the
/// hedging of gRPC.
///
///     var call = HedgedCall(policy, at: now)
///     while let number = call.sendNext(at: now, throttle: throttle) { send copy `number` }
///     // … again at call.wakeUp, and after each result:
///     switch call.record(.failure(.status(503)), of: number, at: now, throttle: &throttle) {
///     case .goesOn: send what is due
///     case .ends(let verdict, let others): cancel `others`, answer
///     }
///
/// Only what does no harm when it is done twice may be hedged, each copy should go to another server,
/// and a copy that lost must be cancelled so that its server does not work in vain.
///
/// The throttle is what the calls of a client share, as for retries: all copies but the first need it to
/// have more than half of its tokens. A call without a throttle passes `nil`.
///
/// - SeeAlso: gRPC proposal A6, *gRPC Retry Design*, under *Hedging policy*; Dean and Barroso, *The tail
///   at scale*, 2013.
public struct HedgedCall: BitwiseCopyable, Hashable, Sendable {
  /// How a copy ended.
  @frozen
  public enum Result: BitwiseCopyable, Hashable, Sendable {
    case success
    case failure(FailureCause, pushback: Pushback = .none)
  }

  /// What the end of a copy means for the call.
  @frozen
  public enum Effect: BitwiseCopyable, Hashable, Sendable {
    /// Others are under way or to come.
    case goesOn

    /// The call is over; the copies in the set are to be cancelled.
    case ends(Verdict, cancelling: AttemptSet)

    /// The copy had been cancelled or the call was over already. Nothing is to be done.
    case isLate
  }

  @frozen
  public enum Verdict: BitwiseCopyable, Hashable, Sendable {
    case success

    /// A failure that no other copy makes up for, or the last one.
    case failure(FailureCause)
  }

  public let policy: Policy

  /// Copies that were sent and have not ended.
  public private(set) var underWay = AttemptSet()

  /// Copies that have ended before the call did.
  private var ended = AttemptSet()

  /// How many copies were sent.
  public private(set) var sentCount = 0

  /// How the call came out; `nil` while it goes on.
  public private(set) var verdict: Verdict?

  /// Why the last copy failed that did.
  private var lastFailure: FailureCause?

  /// When the next copy is due; `.distantFuture` if no other is to be sent.
  private var nextSend: Instant

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, at now: Instant) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    nextSend = now
  }

  /// When ``sendNext(at:throttle:)`` is due; `nil` if no other copy will be sent unless a result comes.
  public var wakeUp: Instant? {
    verdict == nil && sentCount < policy.maxAttempts && nextSend < .distantFuture ? nextSend : nil
  }

  /// Returns the number of the copy that is to be sent now, if any. Call it until it returns `nil`.
  ///
  /// A copy that the throttle refuses ends the sending for good. If no other is under way then, the call
  /// is over, and ``verdict`` says so.
  public mutating func sendNext(at now: Instant, throttle: RetryThrottle?) -> Int? {
    guard let wakeUp, now >= wakeUp else { return nil }
    guard sentCount == 0 || throttle?.admitsRetry ?? true else {
      nextSend = .distantFuture
      if underWay.isEmpty, let lastFailure { verdict = .failure(lastFailure) }
      return nil
    }
    sentCount += 1
    underWay.insert(sentCount)
    nextSend = now + policy.delay
    return sentCount
  }

  /// Takes note of how a copy ended, and tells the throttle.
  ///
  /// - Precondition: The copy was sent and has not been recorded.
  public mutating func record(
    _ result: Result, of number: Int, at now: Instant, throttle: inout RetryThrottle?
  ) -> Effect {
    precondition(
      number >= 1 && number <= sentCount, "copy \(number) cannot end, only \(sentCount) were sent")
    precondition(!ended.contains(number), "copy \(number) of \(sentCount) has ended already")
    ended.insert(number)
    guard verdict == nil else { return .isLate }
    underWay.remove(number)
    guard case .failure(let cause, let pushback) = result else {
      throttle?.recordSuccess()
      return end(.success)
    }
    lastFailure = cause
    let isNonFatal = policy.nonFatal.include(cause)
    if isNonFatal || pushback == .stops { throttle?.recordFailure() }
    guard isNonFatal else { return end(.failure(cause)) }
    switch pushback {
    case .none: if nextSend < .distantFuture { nextSend = now }
    case .after(let wait): if nextSend < .distantFuture { nextSend = now + wait }
    case .stops: nextSend = .distantFuture
    }
    let mayGoOn = wakeUp != nil && throttle?.admitsRetry ?? true
    return underWay.isEmpty && !mayGoOn ? end(.failure(cause)) : .goesOn
  }

  /// Ends the call because its deadline has passed or its caller has gone. Returns what to cancel.
  public mutating func abandon(for cause: FailureCause) -> AttemptSet {
    guard verdict == nil, case .ends(_, let others) = end(.failure(cause)) else {
      return AttemptSet()
    }
    return others
  }

  private mutating func end(_ verdict: Verdict) -> Effect {
    self.verdict = verdict
    let others = underWay
    underWay = AttemptSet()
    return .ends(verdict, cancelling: others)
  }
}
