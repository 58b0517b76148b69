public import TimeBase

/// How a breaker gets from state to state.
extension CircuitBreaker {
  /// Does what is due at ``wakeUp``: opens a half-open breaker again that has waited for results as
  /// long as it may (or closes it), and lets an open one become half-open by itself. Otherwise nothing
  /// happens. ``admit(at:)`` and ``record(_:of:lasting:at:)`` do it by themselves; the call is for those
  /// who want to know at once.
  ///
  /// - Complexity: O(1), and O(log *t*) where an automatic transition was left waiting for *t*.
  public mutating func wake(at now: Instant) {
    // What is due in the distant future is never due.
    while let due = wakeUp, now >= due, due < .distantFuture {
      switch state {
      case .open: enter(.halfOpen, at: due)
      case .closed, .halfOpen, .disabled, .metricsOnly, .forcedOpen:
        enter(policy.afterTrialWait == .closes ? .closed : .open, at: due)
        skipRounds(until: now)
      }
    }
  }

  /// Puts the breaker into a state by hand. Entering the state that it is in starts it anew: `closed`
  /// forgets all calls, as Resilience4j's `reset()` does.
  ///
  /// - Complexity: O(*n*) for a window of *n* seconds.
  public mutating func transition(to newState: State, at now: Instant) {
    enter(newState, at: now)
  }

  /// Opens the breaker by hand, for a time of its own.
  ///
  /// - Precondition: `wait` is not negative.
  public mutating func open(for wait: TimeSpan, at now: Instant) {
    precondition(wait >= .zero, "a breaker cannot be open for \(wait)")
    enter(.open, at: now)
    presentWait = wait
  }

  mutating func enter(_ newState: State, at now: Instant) {
    states.enter(newState, at: now)
    switch newState {
    case .open:
      openings += 1
      presentWait = policy.openWait(ofOpening: openings, word: word)
    case .forcedOpen: openings += 1
    case .closed, .disabled, .metricsOnly: openings = 0
    case .halfOpen: break
    }
    prepare(for: newState)
  }

  /// Without any calls a breaker goes to and fro between open and half-open. Rounds that are all of one
  /// length are left out, so that a long pause takes no longer than a short one.
  private mutating func skipRounds(until now: Instant) {
    guard state == .open, policy.automaticTransition,
      policy.openWait(ofOpening: openings + 1, word: word) == presentWait
    else { return }
    let length = presentWait + policy.trialWait
    let rounds = (now - states.since).nanoseconds / length.nanoseconds - 1
    guard rounds > 0 else { return }
    states.skip(rounds: rounds, until: states.since + length * rounds)
    openings += Int(rounds)
  }
}
