/// Those who are suspended in a live front, each until it is told its outcome, which happens once.
///
/// A seat is reserved under the lock, in the same moment in which the state machine makes its owner
/// wait. The owner suspends after that, so that it may be told before it has; then it learns at once.
/// Continuations are only collected here: the front resumes them when it has left the lock.
@usableFromInline
struct WaitingRoom<Outcome: Sendable>: Sendable {
  typealias Continuation = CheckedContinuation<Outcome, Never>

  private enum Seat: Sendable {
    case reserved
    case suspended(Continuation)
    case told(Outcome)

    /// Keeps nothing alive while the seat is free.
    case vacant
  }

  /// Somebody who is to be resumed.
  struct Wakening: Sendable {
    let continuation: Continuation
    let outcome: Outcome

    func callAsFunction() { continuation.resume(returning: outcome) }
  }

  private var seats = TokenSlab<Seat>(limit: Int(Int32.max))
  private var due: [Wakening] = []

  /// How many have a seat.
  var count: Int { seats.count }

  @usableFromInline
  mutating func reserve() -> SlabToken { seats.insert(.reserved) }

  /// Gives up a seat on which nobody has suspended.
  @usableFromInline
  mutating func release(_ seat: SlabToken) {
    seats[seat.index] = .vacant
    seats.remove(at: seat.index)
  }

  /// Whether the owner of a seat is still to be told.
  func isWaiting(_ seat: SlabToken) -> Bool {
    guard seats.contains(seat) else { return false }
    switch seats[seat.index] {
    case .reserved, .suspended: return true
    case .told, .vacant: return false
    }
  }

  /// Tells somebody who waits what came of it.
  ///
  /// - Precondition: It has not been told before.
  mutating func tell(_ seat: SlabToken, _ outcome: Outcome) {
    precondition(seats.contains(seat), "seat \(seat.index) was left, and is told \(outcome)")
    switch seats[seat.index] {
    case .reserved: seats[seat.index] = .told(outcome)
    case .suspended(let continuation):
      release(seat)
      due.append(Wakening(continuation: continuation, outcome: outcome))
    case .told(let before): preconditionFailure("told \(outcome) after \(before)")
    case .vacant: preconditionFailure("a free seat is told \(outcome)")
    }
  }

  /// Suspends the owner of a seat, or wakes it at once if it has been told already.
  mutating func suspend(_ seat: SlabToken, _ continuation: Continuation) {
    if case .told(let outcome) = seats[seat.index] {
      release(seat)
      due.append(Wakening(continuation: continuation, outcome: outcome))
    } else {
      seats[seat.index] = .suspended(continuation)
    }
  }

  /// Hands over those who are to be resumed outside of the lock.
  mutating func takeDue() -> [Wakening] {
    guard !due.isEmpty else { return [] }
    defer { due = [] }
    return due
  }
}
