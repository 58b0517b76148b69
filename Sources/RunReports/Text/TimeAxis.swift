package import TimeBase

/// How the steps of a series are laid out in a number of columns, usually ``Sparkline/width``.
///
/// Many steps share a column; few steps get several columns each.
package struct TimeAxis {
  package let step: TimeSpan
  package let stepCount: Int

  /// Where the run ended; the last step reaches no further.
  package let end: Instant

  /// Steps in one column; 1 if there is room.
  package let stepsPerColumn: Int

  /// Columns of one step; 1 if there are many.
  package let columnsPerStep: Int

  package init?(
    step: TimeSpan, stepCount: Int, end: Instant, columns: Int = Sparkline.width
  ) {
    guard stepCount > 0, step > .zero, columns > 0 else { return nil }
    self.step = step
    self.stepCount = stepCount
    self.end = end
    stepsPerColumn = (stepCount + columns - 1) / columns
    columnsPerStep = max(1, columns / stepCount)
  }

  /// The number of groups of steps that have one value.
  package var groupCount: Int { (stepCount + stepsPerColumn - 1) / stepsPerColumn }

  package var columnCount: Int { groupCount * columnsPerStep }

  /// Virtual time that one group of steps stands for.
  package var groupLength: TimeSpan { step * Int64(stepsPerColumn) }

  /// The steps of a group.
  package func steps(of group: Int) -> Range<Int> {
    let first = group * stepsPerColumn
    return first..<min(stepCount, first + stepsPerColumn)
  }

  /// The time that the steps of a group cover, cut at the end of the run.
  package func length(of group: Int) -> TimeSpan {
    let steps = steps(of: group)
    let start = Instant.zero + step * Int64(steps.lowerBound)
    let full = Instant.zero + step * Int64(steps.upperBound)
    return (end > start ? min(full, end) : full) - start
  }

  /// The column in which an instant lies, from 0 to ``columnCount``.
  package func column(of instant: Instant) -> Int {
    let columns = Int128(instant.nanoseconds) * Int128(columnsPerStep)
    let column = columns / Int128(groupLength.nanoseconds)
    return Int(min(Int128(columnCount), max(0, column)))
  }

  /// The columns that a stretch of time touches; never empty if it lies on the axis.
  package func columns(from start: Instant, to end: Instant) -> Range<Int> {
    let first = column(of: start)
    let columns = Int128(end.nanoseconds) * Int128(columnsPerStep)
    let length = Int128(groupLength.nanoseconds)
    let last = Int(min(Int128(columnCount), max(0, (columns + length - 1) / length)))
    guard first < columnCount else { return first..<first }
    return first..<max(first + 1, last)
  }

  /// A line of marks with their times, at round distances of at least ten columns.
  package func ruler(tick: String) -> String {
    let distance = tickDistance
    var text = ""
    var used = 0
    var index: Int64 = 0
    while true {
      let time = Instant.zero + distance * index
      let column = column(of: time)
      guard time <= Instant.zero + groupLength * Int64(groupCount), time < .distantFuture
      else { return text }
      let label = tick + time.description
      text += String(repeating: " ", count: max(0, column - used)) + label
      used = column + DisplayText.columns(of: label)
      index += 1
    }
  }

  /// The shortest round distance that keeps labels apart.
  private var tickDistance: TimeSpan {
    let least = Int128(groupLength.nanoseconds) * 10 / Int128(columnsPerStep)
    return Self.distances.first { Int128($0.nanoseconds) >= least } ?? .forever
  }

  /// Round below ten seconds as decimals, above as on a clock, and in days beyond a day.
  private static let distances: [TimeSpan] = {
    var nanoseconds: [Int64] = []
    var unit: Int64 = 1
    while unit <= 1_000_000_000 {
      nanoseconds += [unit, 2 * unit, 5 * unit]
      unit *= 10
    }
    let clock: [Int64] = [
      10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200,
    ]
    var days: [Int64] = []
    var day: Int64 = 1
    while day <= 10_000 {
      days += [day, 2 * day, 5 * day]
      day *= 10
    }
    return nanoseconds.map { TimeSpan(nanoseconds: $0) } + clock.map { .seconds($0) }
      + days.map { .seconds($0 * 86_400) }
  }()
}
