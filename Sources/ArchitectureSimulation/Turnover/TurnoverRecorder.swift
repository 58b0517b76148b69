import RunStatistics
import TimeBase

/// How the instances of a service came and went, from the start of the run.
struct TurnoverRecorder: BitwiseCopyable, Sendable {
  /// Instances that are ready.
  var ready: TimeWeightedLevel
  var started: UInt64 = 0
  var stopped: UInt64 = 0

  /// Calls that were broken off because their instance ended.
  var killed: UInt64 = 0

  init(_ count: Int) {
    ready = TimeWeightedLevel(Int64(count))
  }
}
