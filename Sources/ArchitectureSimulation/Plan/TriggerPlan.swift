import ArchitectureModel
import TimeBase

/// The level that starts a fault.
struct TriggerPlan: Sendable {
  var metric: Fault.Trigger.Metric
  var station: Int
  var limit: Double
  var limitText: String
  var hold: TimeSpan
  var rearm: Double?

  /// Of a mean: the time between two looks.
  var interval: TimeSpan

  /// Looks in a window.
  static var looks: Int { 10 }

  init(_ trigger: Fault.Trigger, of station: Int) {
    metric = trigger.metric
    self.station = station
    limit = trigger.limit
    limitText = trigger.limitText
    hold = trigger.hold
    rearm = trigger.rearm
    interval = TimeSpan(nanoseconds: trigger.window.nanoseconds / Int64(Self.looks))
  }
}
