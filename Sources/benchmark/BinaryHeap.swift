import EventEngine
import TimeBase

/// The event queue that everyone writes first: a binary min-heap in an array.
struct BinaryHeap<Entry: HeapEntry> {
  private var heap: [Entry] = []
  private var nextSequence: UInt64 = 0

  mutating func schedule(_ event: Entry.Event, at time: Instant, phase: Phase) {
    let entry = Entry(event, at: time, phase, sequence: nextSequence)
    nextSequence += 1
    heap.append(entry)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard entry.precedes(heap[parent]) else { break }
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
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = last
    return first
  }
}
