/// The last calls, so many of them: a ring in which a new one takes the place of the oldest.
package struct CountWindow: Sendable {
  package private(set) var tally = CallTally()

  /// How many calls the window holds at present; less than the ring has places while a breaker
  /// tries out a few calls.
  package private(set) var size: Int

  /// A byte for each call: 1 if it failed, plus 2 if it was slow. It grows as calls come, so that a
  /// large window of a breaker that nobody uses takes no memory.
  private var ring: ContiguousArray<UInt8> = []

  /// The place of the next call.
  private var position = 0

  package init(size: Int) {
    self.size = size
  }

  /// Forgets all calls.
  package mutating func restart(size: Int) {
    self.size = size
    position = 0
    tally = CallTally()
  }

  /// - Complexity: O(1) amortised.
  package mutating func record(failed: Bool, slow: Bool) {
    if tally.calls == size {
      let oldest = ring[position]
      var part = CallTally()
      part.add(failed: oldest & 1 != 0, slow: oldest & 2 != 0)
      tally -= part
    }
    let call: UInt8 = (failed ? 1 : 0) | (slow ? 2 : 0)
    if position == ring.count { ring.append(call) } else { ring[position] = call }
    tally.add(failed: failed, slow: slow)
    position = position + 1 == size ? 0 : position + 1
  }
}
