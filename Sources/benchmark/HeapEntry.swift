import EventEngine
import TimeBase

/// What stands in a binary heap, and how two of its kind are compared.
///
/// Of two comparisons that decide alike one may be compiled to a branch and the other to none. With
/// few events pending the branch is slower, as it is often mispredicted; with a million it is faster,
/// as the processor fetches ahead what it guesses to come next. So there are two kinds.
protocol HeapEntry: BitwiseCopyable {
  associatedtype Event: BitwiseCopyable

  var time: Instant { get }
  var sequence: UInt64 { get }
  var event: Event { get }

  init(_ event: Event, at time: Instant, _ phase: Phase, sequence: UInt64)

  func precedes(_ other: Self) -> Bool
}

/// Time, phase and sequence number as they are, in 32 bytes with an event of eight.
struct PlainEntry<Event: BitwiseCopyable>: HeapEntry {
  let time: Instant
  let phase: Phase
  let sequence: UInt64
  let event: Event

  init(_ event: Event, at time: Instant, _ phase: Phase, sequence: UInt64) {
    self.time = time
    self.phase = phase
    self.sequence = sequence
    self.event = event
  }

  func precedes(_ other: Self) -> Bool {
    if time != other.time { return time < other.time }
    if phase != other.phase { return phase < other.phase }
    return sequence < other.sequence
  }
}

/// Time and phase in one word, as in the timeline: 24 bytes with an event of eight.
struct PackedEntry<Event: BitwiseCopyable>: HeapEntry {
  let key: Int64
  let sequence: UInt64
  let event: Event

  init(_ event: Event, at time: Instant, _ phase: Phase, sequence: UInt64) {
    key = time.nanoseconds &<< 3 | Int64(phase.rawValue)
    self.sequence = sequence
    self.event = event
  }

  var time: Instant { Instant(nanoseconds: key &>> 3) }

  func precedes(_ other: Self) -> Bool {
    key == other.key ? sequence < other.sequence : key < other.key
  }
}
