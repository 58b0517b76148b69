public import EventEngine
public import TimeBase

/// Something that breaks at one time and, unless it is for good, is repaired at another.
public struct Fault: Hashable, Sendable {
  public enum Effect: Hashable, Sendable {
    /// Calls are refused at once, or are accepted and never answered.
    case outage(OutageMode)

    /// Somebody else has a database in a file to himself: who wants it polls until the busy timeout.
    case lock

    /// A database takes no writes.
    case readOnly

    /// Work in progress is lost and its callers learn it; new calls are refused until the restart.
    case crash

    /// Everything takes `factor` times as long.
    case slow(factor: Double)

    /// A share of the calls fails with a status at the end of its work.
    case errors(share: Double, status: Int)

    /// A share of the calls fails with a status at once, before any work.
    case quickErrors(share: Double, status: Int)

    /// Every entry of a cache is gone.
    case flush

    /// Each entry of a cache is gone with this probability, whatever happens to the others.
    case partialFlush(share: Double)

    /// Calls take so much longer to get there; answers come back as ever.
    case delay(by: TimeSpan)

    /// Messages on the way there, on the way back, or on both are lost or refused.
    case partition(Way, OutageMode)

    /// Messages there and back are lost with this probability, and sent again later.
    case loss(share: Double)

    /// Everything stands still and goes on where it was: a stopped process, a virtual machine that is
    /// moved, a long pause for garbage. Calls are taken in meanwhile.
    case freeze

    /// So many workers of each instance are missing. What they worked on waits at the head of the line
    /// and is resumed by the next that is free.
    case brownout(workers: Int)

    /// Nothing more is handed out of a pool; who has something of it keeps it.
    case stall

    /// A client sends so many requests at once, besides those that it sends anyway.
    case herd(requests: Int)

    /// A clock that is `ahead` of the others (negative: behind them), and that gains `drift`
    /// millionths of the time from then on (negative: loses them). It is set right at the end.
    case skew(ahead: TimeSpan, drift: Int)

    /// The name of an endpoint takes `factor` times as long to look up.
    case slowNames(factor: Double)

    /// The name of an endpoint cannot be looked up; who tries knows after this time.
    case unresolved(after: TimeSpan)

    /// Instance by instance is shut down, started and awaited, `atOnce` at a time and with a pause after
    /// each. It lasts as long as that takes.
    case deploy(pause: TimeSpan, atOnce: Int)

    /// Every instance that stands in a zone crashes.
    case zoneOutage

    /// Messages into a zone, out of it, or both are lost or refused; `there` is into it.
    case zonePartition(Way, OutageMode)
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

  /// Directions in which a network can be cut, seen from the caller.
  public enum Way: String, CaseIterable, Hashable, Sendable {
    case there, back, both
  }

  public enum OutageMode: String, CaseIterable, Hashable, Sendable {
    case refuse, hang
  }

  public var effect: Effect

  /// A component, a client whose requests these are, or a zone.
  public var target: String

  /// Whom it befalls at the same times.
  public var others: [String] = []

  /// Of a network: the caller whose calls it is about, or the zone; `nil` for all.
  public var caller: String?

  /// What the author calls it.
  public var name: String?

  /// If present, what starts it; `start` is then how long after that.
  public var trigger: Trigger?

  /// One instance, counted from 0, of a service; `nil` for all.
  public var instance: Int?

  /// One process of that instance, counted from 0; `nil` for all.
  public var process: Int?
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
  public var title: String { name ?? title(at: target) }

  /// The titles of all whom it befalls.
  public var titles: [String] {
    name.map { [$0] } ?? [title(at: target)] + others.map { title(at: $0) }
  }

  /// Whether it is known before the run when it begins and ends.
  public var hasFixedTimes: Bool { recurrence == nil && trigger == nil && !effect.endsByItself }

  /// What it is called at one of its targets, unless the author named it.
  public func title(at target: String) -> String {
    let machine = instance.map { "\(target)[\($0)]" } ?? target
    let place = process.map { "process \($0) of \(machine)" } ?? machine
    let link = caller.map { "\($0) to \(place)" } ?? place
    return switch effect {
    case .outage(.refuse): "outage of \(place)"
    case .outage(.hang): "\(place) hangs"
    case .lock: "\(place) locked"
    case .readOnly: "\(place) read-only"
    case .crash: "crash of \(place)"
    case .slow(let factor):
      "\(place) \(factor == factor.rounded() ? "\(Int64(factor))" : "\(factor)")× slower"
    case .errors, .quickErrors: "errors of \(place)"
    case .flush, .partialFlush: "flush of \(place)"
    case .delay: "delay of \(link)"
    case .partition: "partition of \(link)"
    case .loss: "loss on the way to \(link)"
    case .freeze: "\(place) frozen"
    case .deploy: "deploy of \(place)"
    case .stall: "\(place) stalled"
    case .herd(let requests):
      "\(requests) \(requests == 1 ? "request" : "requests") of \(place) at once"
    case .skew: "clock of \(place) wrong"
    case .slowNames: "names of \(place) slow"
    case .unresolved: "names of \(place) unresolved"
    case .zoneOutage: "outage of zone \(target)"
    case .zonePartition:
      caller.map { "partition of zones \($0) and \(target)" } ?? "partition of zone \(target)"
    case .brownout(let workers):
      "\(workers) \(workers == 1 ? "worker" : "workers") of \(place) missing"
    }
  }
}

extension Fault.Effect {
  /// Whether it is over as soon as it has begun.
  public var isInstantaneous: Bool {
    switch self {
    case .flush, .partialFlush, .herd: true
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .delay, .partition,
      .freeze, .brownout, .deploy, .stall, .loss, .skew, .slowNames, .unresolved,
      .zoneOutage, .zonePartition:
      false
    }
  }

  /// Whether nobody knows before how long it takes.
  public var endsByItself: Bool {
    switch self {
    case .deploy: true
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush, .partialFlush,
      .delay, .partition,
      .freeze, .brownout, .stall, .herd, .loss, .skew, .slowNames, .unresolved,
      .zoneOutage, .zonePartition:
      false
    }
  }
}
