import EventEngine

/// Locks by key, each with a line of those who wait for it, served in the order in which they came.
///
/// A call waits for one lock at most, so that a line is a chain through one table.
///
/// - Complexity: O(1) to take and to let go; O(*n*) to leave a line of *n*.
struct KeyedLocks: ~Copyable {
  private struct Line: BitwiseCopyable {
    var holder: CallID
    var first = CallID.none
    var last = CallID.none
  }

  private var lines: [UInt64: Line] = [:]
  private var next: [CallID] = []

  /// Takes a lock, or a place in its line.
  ///
  /// - Returns: Whether the call has it.
  mutating func take(_ key: UInt64, by call: CallID) -> Bool {
    guard var line = lines[key] else {
      lines[key] = Line(holder: call)
      return true
    }
    setNext(of: call, .none)
    if line.last == .none { line.first = call } else { setNext(of: line.last, call) }
    line.last = call
    lines[key] = line
    return false
  }

  /// Gives up a lock, if the call has it.
  ///
  /// - Returns: Who has it now; `none` if nobody does, or if the call did not have it.
  mutating func letGo(_ key: UInt64, by call: CallID) -> CallID {
    guard var line = lines[key], line.holder == call else { return .none }
    let heir = line.first
    guard heir != .none else {
      lines[key] = nil
      return .none
    }
    line.holder = heir
    line.first = next[Int(heir.index)]
    if line.first == .none { line.last = .none }
    lines[key] = line
    return heir
  }

  /// Leaves the line of a lock.
  mutating func leave(_ key: UInt64, _ call: CallID) {
    guard var line = lines[key] else { return }
    var previous = CallID.none
    var place = line.first
    while place != .none, place != call {
      previous = place
      place = next[Int(place.index)]
    }
    guard place == call else { return }
    let after = next[Int(call.index)]
    if previous == .none { line.first = after } else { setNext(of: previous, after) }
    if line.last == call { line.last = previous }
    lines[key] = line
  }

  private mutating func setNext(of call: CallID, _ other: CallID) {
    if next.count <= Int(call.index) {
      next += Array(repeating: .none, count: Int(call.index) + 1 - next.count)
    }
    next[Int(call.index)] = other
  }
}
