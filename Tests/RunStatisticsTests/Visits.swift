import TimeBase

/// Customers who arrive before a horizon and stay a while, some beyond it; what a level counts.
struct Visits {
  let horizon: Instant
  let stays: [(arrival: Instant, departure: Instant)]

  init(seed: UInt64, horizon nanoseconds: Int64 = 100_000_000_000) {
    var generator = SplitMix64(seed: seed)
    horizon = Instant(nanoseconds: nanoseconds)
    stays = (0..<300).map { _ in
      let arrival = Instant(nanoseconds: generator.next(below: nanoseconds))
      return (arrival, arrival + .nanoseconds(generator.magnitude(bits: 34)))
    }
  }

  /// What happens to the number present before the horizon, in the order of time.
  var changes: [(time: Instant, difference: Int64)] {
    let all =
      stays.map { (time: $0.arrival, difference: 1 as Int64) }
      + stays.map { (time: $0.departure, difference: -1) }
    return all.filter { $0.time < horizon }.sorted { $0.time < $1.time }
  }
}
