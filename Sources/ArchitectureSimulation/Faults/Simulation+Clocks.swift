import ArchitectureModel
import EventEngine
import TimeBase

/// The clocks that components look at, where faults make them wrong.
extension Simulation {
  /// The time of day that the clock of a station shows.
  mutating func wallTime(at station: Int) -> Instant {
    guard plan.skewsClocks else { return now }
    var time = now
    for number in activeFaults where plan.faults[number].station == station {
      guard case .skew(let ahead, let drift) = plan.faults[number].effect else { continue }
      time += ahead
      time += elapsed(since: faultStates[number].began).millionths(drift)
    }
    return time
  }

  /// The same for what must not run backwards: a clock that is set back stands still until the time has
  /// come that it showed before.
  mutating func steadyTime(at station: Int) -> Instant {
    guard !latestClocks.isEmpty else { return now }
    latestClocks[station] = max(latestClocks[station], wallTime(at: station))
    return latestClocks[station]
  }

  /// The time by which a limit counts: that of the day, if its windows begin at certain times.
  mutating func limitTime(of number: Int, for call: CallID) -> Instant {
    guard plan.skewsClocks, limits[number].goesByWallClock else { return now }
    return steadyTime(at: Int(calls[call].station))
  }
}

extension TimeSpan {
  /// So many millionths of it, rounded towards zero in nanoseconds.
  fileprivate func millionths(_ count: Int) -> TimeSpan {
    let million: Int64 = 1_000_000
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: million)
    return TimeSpan(nanoseconds: whole * Int64(count) + rest * Int64(count) / million)
  }
}
