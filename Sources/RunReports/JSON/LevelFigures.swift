import TimeBase

/// The distribution of a level over time, such as of the calls inside of a service.
struct LevelFigures: Hashable {
  let mean: Double
  let variance: Double

  /// The highest level.
  let maximum: Int

  private let times: [TimeSpan]
  private let whole: Int128

  /// - Parameter times: For how long the level was 0, 1, 2, …; `nil` results if that is no time.
  init?(_ times: [TimeSpan]) {
    whole = times.reduce(0) { $0 + Int128($1.nanoseconds) }
    guard whole > 0, let maximum = times.lastIndex(where: { $0 > .zero }) else { return nil }
    self.times = times
    self.maximum = maximum
    let length = Double(whole)
    let mean =
      times.enumerated().reduce(0) { $0 + Double($1.offset) * Double($1.element.nanoseconds) }
      / length
    variance =
      times.enumerated().reduce(0) { sum, level in
        let distance = Double(level.offset) - mean
        return sum + distance * distance * Double(level.element.nanoseconds)
      } / length
    self.mean = mean
  }

  /// The smallest level that was not exceeded for this share of the time.
  ///
  /// - Complexity: O(levels).
  func level(ofPercent percent: Int) -> Int {
    var sum: Int128 = 0
    for (level, time) in times.enumerated() {
      sum += Int128(time.nanoseconds)
      if sum * 100 >= whole * Int128(percent) { return level }
    }
    return maximum
  }
}
