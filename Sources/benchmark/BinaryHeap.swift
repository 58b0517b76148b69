import EventEngine
import TimeBase

/// The event queue that everyone writes first: a binary min-heap in an array.
struct BinaryHeap<Event: BitwiseCopyable> {
  struct Entry {
    var time: Instant
    var phase: Phase
    var sequence: UInt64
    var event: Event

    static func < (lhs: Self, rhs: Self) -> Bool {
      if lhs.time != rhs.time { return lhs.time < rhs.time }
      if lhs.phase != rhs.phase { return lhs.phase < rhs.phase }
      return lhs.sequence < rhs.sequence
    }
  }

  private var heap: [Entry] = []
  private var nextSequence: UInt64 = 0

  mutating func schedule(_ event: Event, at time: Instant, phase: Phase) {
    let entry = Entry(time: time, phase: phase, sequence: nextSequence, event: event)
    nextSequence += 1
    heap.append(entry)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard entry < heap[parent] else { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  mutating func next() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    var hole = 0
    while 2 * hole + 1 < heap.count {
      var child = 2 * hole + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < last else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = last
    return first
  }
}
