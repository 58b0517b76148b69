public import TimeBase

/// The total order of events that a ``TieOrder`` stands for, in a form that compares fast.
@frozen
@usableFromInline
package struct EventOrder: BitwiseCopyable, Sendable {
  /// The rank of each phase at one instant: four bits each, that of phase 0 lowest.
  @usableFromInline let ranks: UInt64

  @usableFromInline let isShuffled: Bool

  /// What sequence numbers are combined with before they are mixed.
  @usableFromInline let salt: UInt64

  @inlinable
  package init(_ tieOrder: TieOrder) {
    switch tieOrder {
    case .insertion:
      ranks = 0x43210
      isShuffled = false
      salt = 0
    case .shuffled(let seed):
      ranks = 0x41110
      isShuffled = true
      salt = mix64(seed)
    }
  }

  /// The last instant with a place of its own, in nanoseconds: 73 years.
  @inlinable
  package static var endOfTime: UInt64 { 1 << 61 - 1 }

  /// The key of an instant, which must not be negative, and a phase.
  @inlinable
  func key(_ time: Instant, _ phase: Phase) -> UInt64 {
    let rank = (ranks &>> (UInt64(phase.rawValue) &* 4)) & 7
    return Self.firstKey(of: time) | rank
  }

  /// The least key of an instant, which must not be negative.
  @inlinable
  static func firstKey(of time: Instant) -> UInt64 {
    min(UInt64(bitPattern: time.nanoseconds), endOfTime) &<< 3
  }

  /// Whether `a` goes before `b`.
  @inlinable
  @inline(__always)
  func precedes<Event>(_ a: TimelineEntry<Event>, _ b: TimelineEntry<Event>) -> Bool {
    a.key < b.key || (a.key == b.key && tiePrecedes(a.tie, b.tie))
  }

  @inlinable
  @inline(__always)
  func tiePrecedes(_ a: UInt64, _ b: UInt64) -> Bool {
    isShuffled ? shuffledPrecedes(a, b) : a < b
  }

  /// Never inlined, so that nothing is mixed ahead of a comparison that keys alone decide.
  @inlinable
  @inline(never)
  func shuffledPrecedes(_ a: UInt64, _ b: UInt64) -> Bool {
    shuffledPlace(of: a &>> 3) < shuffledPlace(of: b &>> 3)
  }

  /// The place of a sequence number within its group when the order is shuffled.
  @usableFromInline
  package func shuffledPlace(of sequence: UInt64) -> UInt64 {
    mix64(sequence ^ salt)
  }
}
