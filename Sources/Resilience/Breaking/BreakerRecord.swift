package import TimeBase

/// What every kind of breaker keeps of itself: its state, the latest changes and the calls under way.
package struct BreakerRecord: Sendable {
  package private(set) var state = CircuitBreaker.State.closed

  /// How often a state was entered, but for the first.
  package private(set) var changeCount = 0

  /// When the present state began.
  package private(set) var since = Instant(nanoseconds: .min)

  /// Calls under way that the present state let through.
  package private(set) var presentCalls = 0

  /// Calls under way that an earlier state let through.
  package private(set) var earlierCalls = 0

  /// The last change and the one before.
  private var changes: (CircuitBreaker.StateChange?, CircuitBreaker.StateChange?) = (nil, nil)

  package init() {}

  package var inFlightCount: Int { presentCalls + earlierCalls }

  /// The number of the present state among all that there were.
  private var episode: UInt32 { UInt32(truncatingIfNeeded: changeCount) }

  package mutating func grant() -> CircuitBreaker.Permission {
    presentCalls += 1
    return .granted(episode: episode)
  }

  /// Takes a call off the books.
  ///
  /// - Returns: Whether an earlier state let it through.
  /// - Precondition: `permission` was granted, and has not been completed.
  package mutating func complete(_ permission: CircuitBreaker.Permission) -> Bool {
    guard case .granted(let call) = permission else {
      preconditionFailure("a call that was rejected has no outcome; the breaker is \(state)")
    }
    let age = Int32(bitPattern: episode &- call)
    precondition(age >= 0, "a call of episode \(call) cannot be over in episode \(episode)")
    let calls = age == 0 ? presentCalls : earlierCalls
    precondition(
      calls > 0, "a call of episode \(call) is over in episode \(episode), and none is under way")
    if age == 0 { presentCalls -= 1 } else { earlierCalls -= 1 }
    return age > 0
  }

  package mutating func enter(_ newState: CircuitBreaker.State, at now: Instant) {
    changes = (CircuitBreaker.StateChange(from: state, to: newState, at: now), changes.0)
    changeCount += 1
    earlierCalls += presentCalls
    presentCalls = 0
    state = newState
    since = now
  }

  /// Lets pairs of changes pass that led back to the present state.
  package mutating func skip(rounds: Int64, until start: Instant) {
    changeCount += Int(2 * rounds)
    earlierCalls += presentCalls
    presentCalls = 0
    since = start
  }

  package func change(_ number: Int) -> CircuitBreaker.StateChange {
    let change = number == changeCount - 1 ? changes.0 : changes.1
    guard let change, number == changeCount - 1 || number == changeCount - 2 else {
      preconditionFailure("change \(number) of \(changeCount) is not kept; the latest two are")
    }
    return change
  }
}
