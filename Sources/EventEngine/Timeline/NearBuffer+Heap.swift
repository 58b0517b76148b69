/// What a near buffer does when it can neither be kept sorted cheaply nor be spread.
///
/// Many events of one instant that are scheduled out of order end up here, and so do callers who
/// alternate far horizons with early events. Nothing is worse than O(log *n*) then.
extension NearBuffer {
  /// Turns entries in any order into a heap, in linear time.
  @inlinable
  @inline(never)
  mutating func makeHeap() {
    isHeap = true
    work.add(count)
    var index = count / 2
    while index > 0 {
      index -= 1
      siftDown(entries[head + index], from: index)
    }
  }

  /// Leaves the entries as they are if they are sorted, and makes them a heap if not.
  @inlinable
  @inline(never)
  mutating func makeHeapUnlessSorted() {
    var index = head + 1
    while index < tail {
      work.add(1)
      if order.precedes(entries[index], entries[index - 1]) {
        makeHeap()
        return
      }
      index += 1
    }
  }

  @inlinable
  @inline(never)
  mutating func insertIntoHeap(_ entry: Entry) {
    let heap = entries + head
    var hole = count
    tail += 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      work.add(1)
      guard order.precedes(entry, heap[parent]) else { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  @inlinable
  @inline(never)
  mutating func removeRoot() {
    tail -= 1
    if isEmpty {
      isHeap = false
    } else {
      siftDown(entries[tail], from: 0)
    }
  }

  /// Puts an entry into the heap at `start`, or below if its children precede it.
  @inlinable
  mutating func siftDown(_ entry: Entry, from start: Int) {
    let heap = entries + head
    let end = count
    var hole = start
    while 2 * hole + 1 < end {
      var child = 2 * hole + 1
      work.add(1)
      if child + 1 < end, order.precedes(heap[child + 1], heap[child]) { child += 1 }
      guard order.precedes(heap[child], entry) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
  }
}
