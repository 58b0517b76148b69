import TimeBase

/// What the processes that call an endpoint remember of where its name leads, and how often they asked.
struct NameMemory {
  struct Books {
    /// Lookups that were made, calls that needed none, and lookups that found nothing.
    var lookups: UInt64 = 0
    var remembered: UInt64 = 0
    var failed: UInt64 = 0
  }

  var books = Books()

  /// Until when, by the number of an instance; empty if nobody remembers anything.
  private var ends: [Instant]

  init(of instanceCount: Int) {
    ends = Array(repeating: .zero, count: instanceCount)
  }

  /// Whether a process need not ask; an answer of a lifetime L is good for less than L.
  func isKnown(to instance: Int, at now: Instant) -> Bool {
    ends.indices.contains(instance) && now < ends[instance]
  }

  mutating func learn(_ instance: Int, until end: Instant) {
    if ends.indices.contains(instance) { ends[instance] = end }
  }
}
