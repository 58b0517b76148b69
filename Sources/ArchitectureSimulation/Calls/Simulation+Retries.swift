import EventEngine
import Resilience
import TimeBase

/// Trying again: the real retrier of a site decides, one for each instance that calls.
extension Simulation {
  /// Tells the retrier of a new request.
  mutating func retrierLearnsOfRequest(_ caller: CallID, at site: Int) {
    guard sites[site].retrier >= 0, calls[caller].attempt == 0 else { return }
    retriers[retrier(of: caller, at: site)].recordRequest(at: now)
  }

  /// Starts the next attempt if policy, attempts and budget allow one.
  ///
  /// - Returns: Whether the call goes on.
  mutating func isTriedAgain(_ caller: CallID, at site: Int, _ outcome: Outcome) -> Bool {
    guard sites[site].retrier >= 0 else { return false }
    let number = retrier(of: caller, at: site)
    if outcome.isSuccess {
      if retriers[number].heedsSuccesses {
        retriers[number].recordSuccess(afterRetryFor: lastRetryCause(of: caller))
      }
      forgetRetries(of: caller)
      noteAttempts(of: caller)
      return false
    }
    let cause = outcome.retryCause
    let attempt = Int(calls[caller].attempt)
    let decision = retriers[number].admit(
      after: Retrier.Failure(
        cause, attempt: attempt, lastWait: lastWait(of: caller, at: site, number),
        retryAfter: sites[site].heedsRetryAfter && outcome.status > 0
          ? heard(by: caller).retryAfter : .zero),
      word: backoffWord(of: caller, at: site, attempt), at: now)
    guard case .retries(let wait) = decision else {
      forgetRetries(of: caller)
      noteAttempts(of: caller)
      return false
    }
    calls[caller].flags.insert(cause == .timedOut ? .retriesTimeout : .retriesFailure)
    calls[caller].state = .backingOff
    if wait > .zero {
      schedule(.retry, caller, after: wait, phase: .timer)
    } else {
      attemptAgain(caller)
    }
    return true
  }

  /// The wait before another attempt, or before another delivery of a job, is over.
  mutating func attemptAgain(_ caller: CallID) {
    if calls[caller].flags.contains(.job), isMessage(caller) {
      isVisibleAgain(caller)
    } else if calls[caller].state == .awaitingRedelivery {
      redeliver(caller)
    } else {
      place(caller)
    }
  }

  /// A call of a job has ended for good.
  private mutating func noteAttempts(of caller: CallID) {
    guard calls[caller].flags.contains(.job) else { return }
    recorder.jobHasCalled(calls[caller], plan)
  }

  private mutating func retrier(of caller: CallID, at site: Int) -> Int {
    let instance = calls[caller].instance
    return sites[site].retrier + (instance == Call.anyInstance ? 0 : Int(instance))
  }

  private mutating func backoffWord(of caller: CallID, at site: Int, _ attempt: Int) -> UInt64 {
    random.block(
      component: stationPlans[sites[site].caller].id, purpose: sites[site].backoffPurpose,
      index: calls[caller].draws.index, attempt: repetition(of: caller) | UInt64(attempt)
    ).first
  }

  /// The wait before the attempt that has just failed, which only decorrelated jitter looks at.
  ///
  /// It is drawn again rather than kept: the draws are the same whenever they are asked for.
  private mutating func lastWait(of caller: CallID, at site: Int, _ number: Int) -> TimeSpan {
    let backoff = retriers[number].policy.backoff
    guard backoff.jitter == .decorrelated else { return .zero }
    var wait = TimeSpan.zero
    for retry in 1..<max(1, Int(calls[caller].attempt)) {
      wait = backoff.wait(
        beforeRetry: retry, after: wait, word: backoffWord(of: caller, at: site, retry))
    }
    return wait
  }

  private mutating func lastRetryCause(of caller: CallID) -> Resilience.FailureCause? {
    let flags = calls[caller].flags
    if flags.contains(.retriesTimeout) { return .timedOut }
    return flags.contains(.retriesFailure) ? .status(500) : nil
  }

  private mutating func forgetRetries(of caller: CallID) {
    calls[caller].flags.subtract([.retriesTimeout, .retriesFailure])
  }
}

extension Outcome {
  /// What a retry policy is told about a failure.
  var retryCause: Resilience.FailureCause {
    if status > 0 { return .status(status) }
    return switch FailureCause(rawValue: cause) {
    case .timeout: .timedOut
    case .refused, .noTarget: .refused
    case .crashed, .cancelled: .disconnected
    case .limited, .rejected, .unauthorized, .poolTimeout, .queueTimeout, .impatience,
      .breakerOpen, .error, .blocked, .locked, .tooManyConnections, .deadlock,
      nil:
      .rejected
    }
  }
}
