package import TimeBase

/// The calls of a stretch of time in ten parts, each of which begins with the first call after the
/// part before has ended. Parts are left out in which nothing happens.
package struct SampleParts: Sendable {
  private struct Part: BitwiseCopyable {
    let start: Instant
    var tally = CallTally()
  }

  package private(set) var tally = CallTally()

  private let duration: TimeSpan

  /// A tenth of the duration.
  private let partLength: TimeSpan

  /// Oldest first; at most eleven.
  private var parts: ContiguousArray<Part> = []

  package init(duration: TimeSpan) {
    self.duration = duration
    partLength = TimeSpan(nanoseconds: duration.nanoseconds / 10)
  }

  package mutating func removeAll() {
    parts.removeAll(keepingCapacity: true)
    tally = CallTally()
  }

  /// Adds a call and drops the parts that began as long ago as the duration, or longer. A clock that
  /// goes back stays in the present part.
  package mutating func add(failed: Bool, at now: Instant) {
    if parts.last.map({ now - $0.start >= partLength }) ?? true { parts.append(Part(start: now)) }
    while let oldest = parts.first, now - oldest.start >= duration {
      tally -= oldest.tally
      parts.removeFirst()
    }
    parts[parts.count - 1].tally.add(failed: failed, slow: false)
    tally.add(failed: failed, slow: false)
  }
}
