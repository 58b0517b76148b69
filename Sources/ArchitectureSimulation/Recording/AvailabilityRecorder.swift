import RunStatistics
import TimeBase

/// When enough instances of a station were up.
struct AvailabilityRecorder: BitwiseCopyable, Sendable {
  var up: TimeWeightedLevel

  /// 1 while fewer are up than are needed.
  var down = TimeWeightedLevel()

  /// Workers that were missing, over all instances.
  var missing = TimeWeightedLevel()

  /// How often the station became unavailable, and available again.
  var failures: UInt64 = 0
  var repairs: UInt64 = 0

  /// When it became unavailable for the first time, if it ever did.
  var firstFailure = Instant.zero

  init(instances: Int) {
    up = TimeWeightedLevel(Int64(instances))
  }

  var isAvailable: Bool { down.level == 0 }

  mutating func look(_ count: Int, workersMissing: Int, needed: Int, at now: Instant) {
    up.change(to: Int64(count), at: now)
    missing.change(to: Int64(workersMissing), at: now)
    let isNowAvailable = count >= needed
    guard isNowAvailable != isAvailable else { return }
    down.change(to: isNowAvailable ? 0 : 1, at: now)
    if isNowAvailable {
      repairs += 1
    } else {
      if failures == 0 { firstFailure = now }
      failures += 1
    }
  }
}
