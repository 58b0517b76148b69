import ArchitectureModel
public import Resilience
public import TimeBase

/// How a service with a health endpoint was, as its probes found it over the whole run.
public struct HealthResult: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    public var time: Instant
    public var status: HealthStatus

    /// `healthy`, `degraded` or `unhealthy`.
    public var word: String { status.rawValue }

    public init(time: Instant, status: HealthStatus) {
      self.time = time
      self.status = status
    }
  }

  public var name: String
  public var probes: UInt64

  /// In order; it begins healthy.
  public var changes: [Change]

  public init(name: String, probes: UInt64, changes: [Change]) {
    self.name = name
    self.probes = probes
    self.changes = changes
  }

  /// How long it was so bad or worse between two instants.
  public func time(atLeast status: HealthStatus, from start: Instant, to end: Instant) -> TimeSpan {
    var sum = TimeSpan.zero
    var (since, present) = (Instant.zero, HealthStatus.healthy)
    for change in changes + [Change(time: end, status: .healthy)] {
      let (first, last) = (max(since, start), min(change.time, end))
      if present >= status, last > first { sum += last - first }
      (since, present) = (change.time, change.status)
    }
    return sum
  }

  /// How long it was unhealthy in a part of the run, and how long it was degraded and no worse.
  public func times(in window: RunResult.Window) -> (degraded: TimeSpan, unhealthy: TimeSpan) {
    let unhealthy = time(atLeast: .unhealthy, from: window.start, to: window.end)
    let both = time(atLeast: .degraded, from: window.start, to: window.end)
    return (both - unhealthy, unhealthy)
  }

  /// When it was first so bad or worse from an instant on.
  public func first(_ status: HealthStatus, from start: Instant) -> Instant? {
    let present = changes.last { $0.time <= start }?.status ?? .healthy
    if present >= status { return start }
    return changes.first { $0.time > start && $0.status >= status }?.time
  }
}

extension ResultBuilder {
  func observation(
    _ figure: Expectation.HealthFigure, of health: HealthResult, in window: RunResult.Window
  ) -> (value: Double?, unit: ExpectationResult.Unit) {
    func share(_ status: HealthStatus) -> Double? {
      guard window.length > .zero, health.probes > 0 else { return nil }
      let time = health.time(atLeast: status, from: window.start, to: window.end)
      return time.seconds / window.length.seconds
    }
    func wait(_ status: HealthStatus) -> Double {
      guard let first = health.first(status, from: window.start), first < window.end else {
        return .infinity
      }
      return (first - window.start).seconds
    }
    switch figure {
    case .degraded: return (share(.degraded), .ratio)
    case .unhealthy: return (share(.unhealthy), .ratio)
    case .untilDegraded: return (wait(.degraded), .seconds)
    case .untilUnhealthy: return (wait(.unhealthy), .seconds)
    case .changes:
      let inside = health.changes.count { $0.time >= window.start && $0.time < window.end }
      return (Double(inside), .count)
    }
  }
}
