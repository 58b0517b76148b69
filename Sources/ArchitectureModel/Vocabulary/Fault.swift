public import TimeBase

/// Something that breaks at one time and, unless it is for good, is repaired at another.
public struct Fault: Hashable, Sendable {
  public enum Effect: Hashable, Sendable {
    /// Calls are refused at once, or are accepted and never answered.
    case outage(OutageMode)

    /// Work in progress is lost and its callers learn it; new calls are refused until the restart.
    case crash

    /// Everything takes `factor` times as long.
    case slow(factor: Double)

    /// A share of the calls fails with a status at the end of its work.
    case errors(share: Double, status: Int)

    /// Every entry of a cache is gone.
    case flush
  }

  public enum OutageMode: String, CaseIterable, Hashable, Sendable {
    case refuse, hang
  }

  public var effect: Effect
  public var target: String

  /// One instance, counted from 0, of a service; `nil` for all.
  public var instance: Int?
  public var start: TimeSpan

  /// `nil` if nobody repairs it.
  public var duration: TimeSpan?

  public init(
    _ effect: Effect, of target: String, instance: Int? = nil, at start: TimeSpan,
    for duration: TimeSpan? = nil
  ) {
    self.effect = effect
    self.target = target
    self.instance = instance
    self.start = start
    self.duration = duration
  }

  /// A short name such as `outage of database`.
  public var title: String {
    let place = instance.map { "\(target)[\($0)]" } ?? target
    return switch effect {
    case .outage(.refuse): "outage of \(place)"
    case .outage(.hang): "\(place) hangs"
    case .crash: "crash of \(place)"
    case .slow(let factor):
      "\(place) \(factor == factor.rounded() ? "\(Int64(factor))" : "\(factor)")× slower"
    case .errors: "errors of \(place)"
    case .flush: "flush of \(place)"
    }
  }
}
