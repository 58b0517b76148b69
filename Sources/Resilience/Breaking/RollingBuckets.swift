package import TimeBase

/// The calls of the last so many spans of equal length, each in a bucket of its own.
///
///     start          present
///       │───0───│───1───│───2───│      a call at the border belongs to the later bucket
///
/// A bucket holds the calls from its begin up to its end, which is not in it.
package struct RollingBuckets: Sendable {
  /// The calls in all buckets, the present one included.
  package private(set) var tally = CallTally()

  package let length: TimeSpan

  /// When the present bucket began.
  package private(set) var start: Instant

  private var buckets: ContiguousArray<CallTally>
  private var position = 0

  /// - Precondition: `length` is positive, and so is `count`.
  package init(count: Int, length: TimeSpan, from start: Instant) {
    precondition(
      count > 0 && length > .zero, "\(count) buckets of \(length) each cannot hold any call")
    self.length = length
    self.start = start
    buckets = ContiguousArray(repeating: CallTally(), count: count)
  }

  /// The first instant that is not in the present bucket.
  package var end: Instant { start + length }

  /// Forgets all calls and begins a bucket.
  ///
  /// - Complexity: O(*n*) for *n* buckets.
  package mutating func restart(at now: Instant) {
    for index in buckets.indices { buckets[index] = CallTally() }
    tally = CallTally()
    start = now
  }

  /// Adds a call to the present bucket.
  package mutating func add(failed: Bool, slow: Bool = false) {
    buckets[position].add(failed: failed, slow: slow)
    tally.add(failed: failed, slow: slow)
  }

  /// Begins the next bucket in the place of the oldest.
  package mutating func turn() {
    position = position + 1 == buckets.count ? 0 : position + 1
    tally -= buckets[position]
    buckets[position] = CallTally()
    start = end
  }

  /// Lets time pass that leaves no call in any bucket.
  ///
  /// - Precondition: There is none.
  package mutating func skip(until now: Instant) {
    precondition(tally.calls == 0, "\(tally.calls) calls cannot be skipped")
    guard now >= end else { return }
    start += length * ((now - start).nanoseconds / length.nanoseconds)
  }
}
