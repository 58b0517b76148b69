import Resilience
import TimeBase

/// A clock that notes which call of a script was told which instant.
///
/// A front reads its clock once for each decision, under its lock: the notes are in the order of the
/// decisions.
final class LoggedClock<Base: Clock>: Clock where Base.Duration == Duration {
  private struct Notes: Sendable {
    /// The first reading, which is that of the `LiveClock` for its origin.
    var origin: Base.Instant?
    var readings: [Reading] = []
  }

  let base: Base
  private let notes = Locked(Notes())

  init(_ base: Base) { self.base = base }

  var readings: [Reading] { notes.withLock { $0.readings } }

  var now: Base.Instant {
    let now = base.now
    notes.withLock { notes in
      let origin = notes.origin ?? now
      notes.origin = origin
      guard let call = Reading.presentCall else { return }
      let instant = TimeBase.Instant.zero + TimeSpan(origin.duration(to: now))
      notes.readings.append(Reading(call: call, instant: instant))
    }
    return now
  }

  var minimumResolution: Duration { base.minimumResolution }

  func sleep(until deadline: Base.Instant, tolerance: Duration?) async throws {
    try await base.sleep(until: deadline, tolerance: tolerance)
  }
}

/// That a call was told the time.
struct Reading: Sendable {
  /// The call of the script that the present task makes.
  @TaskLocal static var presentCall: Int?

  let call: Int
  let instant: TimeBase.Instant
}

/// A clock that goes on by a fixed step with each reading.
final class SteppingClock: Clock {
  let step: Duration
  private let count = Locked(0)

  init(step: Duration) { self.step = step }

  var now: VirtualClock.Instant {
    let count = count.withLock { count in
      count += 1
      return count - 1
    }
    return VirtualClock.Instant(time: step * count)
  }

  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: VirtualClock.Instant, tolerance: Duration?) async throws {}
}
