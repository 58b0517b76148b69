import RunStatistics
import TimeBase

/// The books of one instance of a component, or of a client, from the start of the run.
///
/// All figures only grow, so that any part of the run is a difference of two states; only the maxima
/// are restarted where one part ends and the next begins.
struct InstanceRecorder: BitwiseCopyable, Sendable {
  // What every call changes comes first, within a line or two of the processor's cache.

  /// Arrived and not yet gone.
  var inSystem = TimeWeightedLevel()
  var arrivals: UInt64 = 0
  var completions: UInt64 = 0

  /// Sum over all that left of the time that they spent, for the audit.
  var residenceSum: UInt128 = 0

  /// Having a worker or connection.
  var busy = TimeWeightedLevel()

  /// Over all that left a worker.
  var busySum: UInt128 = 0

  /// Waiting for one.
  var queue = TimeWeightedLevel()

  /// Over all that left the line, served or not.
  var queueSum: UInt128 = 0
  var failures: UInt64 = 0
  var turnedAway: UInt64 = 0

  /// Started after a wait longer than zero.
  var waited: UInt64 = 0
  var wasted: UInt64 = 0
  var wastedSum: UInt128 = 0

  @inline(__always)
  mutating func arrive(at now: Instant) {
    arrivals &+= 1
    inSystem.change(by: 1, at: now)
  }

  @inline(__always)
  mutating func enqueue(at now: Instant) {
    queue.change(by: 1, at: now)
  }

  @inline(__always)
  mutating func leaveQueue(after wait: TimeSpan, at now: Instant) {
    queue.change(by: -1, at: now)
    queueSum &+= wait.wide
  }

  @inline(__always)
  mutating func start(after wait: TimeSpan, at now: Instant) {
    if wait > .zero { waited &+= 1 }
    busy.change(by: 1, at: now)
  }

  @inline(__always)
  mutating func stop(after service: TimeSpan, at now: Instant) {
    busy.change(by: -1, at: now)
    busySum &+= service.wide
  }

  @inline(__always)
  mutating func leave(after residence: TimeSpan, at now: Instant) {
    inSystem.change(by: -1, at: now)
    residenceSum &+= residence.wide
  }
}

extension TimeSpan {
  /// Nanoseconds of a span that is not negative, wide enough to be summed without end.
  var wide: UInt128 { UInt128(UInt64(truncatingIfNeeded: nanoseconds)) }
}
