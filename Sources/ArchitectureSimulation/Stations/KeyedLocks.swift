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

  /// A place in a line: who is behind, and who is to hold the lock, which is not always who waits.
  private struct Place: BitwiseCopyable {
    var next = CallID.none
    var owner = CallID.none
  }

  /// What somebody who wants a lock comes to.
  enum Attempt {
    case taken
    case hadAlready
    case waits
  }

  private var lines: [UInt64: Line] = [:]
  private var places: [Place] = []

  /// Takes a lock, or a place in its line.
  ///
  /// - Parameter owner: Who holds it then: the call, or what it acts for.
  mutating func take(_ key: UInt64, by call: CallID, for owner: CallID) -> Attempt {
    guard var line = lines[key] else {
      lines[key] = Line(holder: owner)
      return .taken
    }
    if line.holder == owner { return .hadAlready }
    setPlace(of: call, Place(owner: owner))
    if line.last == .none { line.first = call } else { places[Int(line.last.index)].next = call }
    line.last = call
    lines[key] = line
    return .waits
  }

  /// Who holds a lock; `none` if nobody does.
  func holder(of key: UInt64) -> CallID { lines[key]?.holder ?? .none }

  /// Gives up a lock, if it is the owner's.
  ///
  /// - Returns: The call that waited first and has it now; `none` if there is none, or if the lock was
  ///   somebody else's.
  mutating func letGo(_ key: UInt64, by owner: CallID) -> CallID {
    guard var line = lines[key], line.holder == owner else { return .none }
    let heir = line.first
    guard heir != .none else {
      lines[key] = nil
      return .none
    }
    line.holder = places[Int(heir.index)].owner
    line.first = places[Int(heir.index)].next
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
      place = places[Int(place.index)].next
    }
    guard place == call else { return }
    let after = places[Int(call.index)].next
    if previous == .none { line.first = after } else { places[Int(previous.index)].next = after }
    if line.last == call { line.last = previous }
    lines[key] = line
  }

  private mutating func setPlace(of call: CallID, _ place: Place) {
    if places.count <= Int(call.index) {
      places += Array(repeating: Place(), count: Int(call.index) + 1 - places.count)
    }
    places[Int(call.index)] = place
  }
}
