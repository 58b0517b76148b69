import EventEngine
import TimeBase

/// A timeline that is too simple to be wrong: an array, sorted by what defines the order.
struct TimelineTwin {
  struct Entry: Equatable {
    var time: Int64
    var phase: Phase
    var sequence: UInt64
    var event: UInt64
  }

  private var shuffleSeed: UInt64?
  private var entries: [Entry] = []
  private var nextSequence: UInt64 = 0
  private(set) var now: Int64 = 0

  init(tieOrder: TieOrder) {
    if case .shuffled(let seed) = tieOrder { shuffleSeed = seed }
  }

  var count: Int { entries.count }

  mutating func reserveSequence() -> UInt64 {
    nextSequence += 1
    return nextSequence - 1
  }

  mutating func schedule(_ event: UInt64, at time: Int64, phase: Phase, sequence: UInt64) {
    let entry = Entry(time: time, phase: phase, sequence: sequence, event: event)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      // The array is in descending order, so that the next event is cheap to take.
      if precedes(entry, entries[middle]) { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }

  mutating func next(through horizon: Int64) -> Entry? {
    guard let last = entries.last, last.time <= horizon else { return nil }
    now = last.time
    return entries.popLast()
  }

  mutating func removeAll() {
    entries = []
  }

  func precedes(_ first: Entry, _ second: Entry) -> Bool {
    place(first) < place(second)
  }

  private func place(_ entry: Entry) -> (Int64, UInt64, UInt64) {
    guard let shuffleSeed else {
      return (entry.time, UInt64(entry.phase.rawValue), entry.sequence)
    }
    let group: UInt64 =
      switch entry.phase {
      case .fault: 0
      case .completion, .timer, .arrival: 1
      case .probe: 2
      }
    return (entry.time, group, Self.mix64(entry.sequence ^ Self.mix64(shuffleSeed)))
  }

  /// The finaliser of SplitMix64, as Steele, Lea and Flood print it.
  static func mix64(_ word: UInt64) -> UInt64 {
    let first = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    let second = (first ^ (first >> 27)) &* 0x94d0_49bb_1331_11eb
    return second ^ (second >> 31)
  }
}
