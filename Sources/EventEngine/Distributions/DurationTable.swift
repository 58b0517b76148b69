public import TimeBase

/// What a ``DurationSampler`` needs beyond a few numbers.
@usableFromInline
indirect enum DurationTable: Sendable {
  case mixture(WeightedChoice, [DurationSampler])

  /// Durations in descending order, all equally likely.
  case empirical([TimeSpan])

  /// Shares in `0...1`, and the durations in nanoseconds that they do not exceed; both ascend.
  case percentiles(shares: [Double], values: [Double])

  func sample(_ draws: inout Draws) -> TimeSpan {
    switch self {
    case .mixture(let choice, let samplers):
      return samplers[choice.choose(&draws)].sample(&draws)
    case .empirical(let values):
      return values[Int(draws.next(below: UInt64(values.count)))]
    case .percentiles(let shares, let values):
      let share = 1 - draws.nextOpenUnit()
      var (low, high) = (0, shares.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if shares[middle] <= share { low = middle } else { high = middle }
      }
      let part = (share - shares[low]) / (shares[high] - shares[low])
      return TimeSpan(roundingNanoseconds: values[low] + part * (values[high] - values[low]))
    }
  }
}
