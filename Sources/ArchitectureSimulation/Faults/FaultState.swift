import TimeBase

/// One fault of the plan as it comes and goes.
struct FaultState: BitwiseCopyable {
  /// How often it has begun.
  var occurrences: UInt64 = 0

  /// Where its present window stands in the list of windows; negative for nowhere.
  var window = -1

  /// When it has begun last.
  var began = Instant.zero

  /// Whether it is going to begin.
  var isDue = false
}

/// Those who repair: a few at a time, in the order in which they are called.
struct RepairCrews {
  private var free: Int
  private var waiting: [Int] = []

  init(_ count: Int) {
    free = count
  }

  /// Whether somebody begins with the repair of a fault at once; if not, it waits.
  mutating func call(for fault: Int) -> Bool {
    guard free > 0 else {
      waiting.append(fault)
      return false
    }
    free -= 1
    return true
  }

  /// A repair has ended. Returns the fault whose repair begins now, if any waits.
  mutating func finish() -> Int? {
    guard waiting.isEmpty else { return waiting.removeFirst() }
    free += 1
    return nil
  }
}
