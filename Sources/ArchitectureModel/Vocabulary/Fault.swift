public import EventEngine
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

    /// Every entry of a cache is gone, or of each key so likely.
    case flush(share: Double = 1)

    /// Everything stands still and goes on where it was: a stopped process, a virtual machine that is
    /// moved, a long pause for garbage. Calls are taken in meanwhile.
    case freeze

    /// So many workers of each instance are missing. What they worked on waits at the head of the line
    /// and is resumed by the next that is free.
    case brownout(workers: Int)
  }

  /// Failures that come again and again.
  public struct Recurrence: Hashable, Sendable {
    /// From the start, or the last repair, to the next failure.
    public var up: Distribution

    /// From the beginning of a repair to its end.
    public var down: Distribution

    /// Repairs of this fault that go on at once, over all instances; `nil` for any number.
    public var crews: Int?

    public init(up: Distribution, down: Distribution, crews: Int? = nil) {
      self.up = up
      self.down = down
      self.crews = crews
    }
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

  /// If present, when it comes and how long it lasts is drawn, and `start` and `duration` mean nothing.
  public var recurrence: Recurrence?

  /// Whether it befalls every instance by itself, each at its own times.
  public var isEach: Bool

  public init(
    _ effect: Effect, of target: String, instance: Int? = nil, at start: TimeSpan,
    for duration: TimeSpan? = nil, recurrence: Recurrence? = nil, isEach: Bool = false
  ) {
    self.effect = effect
    self.target = target
    self.instance = instance
    self.start = start
    self.duration = duration
    self.recurrence = recurrence
    self.isEach = isEach
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
    case .flush(let share): share == 1 ? "flush of \(place)" : "partial flush of \(place)"
    case .freeze: "\(place) frozen"
    case .brownout(let workers):
      "\(workers) \(workers == 1 ? "worker" : "workers") of \(place) missing"
    }
  }
}
