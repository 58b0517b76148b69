import RunReports

/// Puts the rows of a sweep into the order of their points, whatever the order in which they come, and
/// hands each on as soon as all before it are there.
struct SweepStream {
  private var waiting: [Int: SweepRow] = [:]

  /// How many have been handed on.
  private(set) var handedOn = 0
  private let emit: (SweepRow, _ isFirst: Bool) throws -> Void

  init(_ emit: @escaping (SweepRow, _ isFirst: Bool) throws -> Void) {
    self.emit = emit
  }

  /// - Parameter place: Of the point among those of this shard.
  mutating func take(_ row: SweepRow, at place: Int) throws {
    waiting[place] = row
    while let next = waiting.removeValue(forKey: handedOn) {
      try emit(next, handedOn == 0)
      handedOn += 1
    }
  }
}
