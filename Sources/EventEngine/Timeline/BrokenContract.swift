import TimeBase

/// Stops the process because a caller of a timeline broke its contract.
///
/// `precondition` would print nothing in a release build, where simulations run.
@usableFromInline
enum BrokenContract {
  @usableFromInline
  static func past(_ time: Int64, now: Int64) -> Never {
    let time = Instant(nanoseconds: time)
    let now = Instant(nanoseconds: now)
    fatalError("an event cannot be scheduled in the past: at \(time), when it is \(now)")
  }

  @usableFromInline
  static func unreserved(_ sequence: UInt64, next: UInt64) -> Never {
    fatalError("sequence number \(sequence) was never reserved: the next one is \(next)")
  }
}
