public import TimeBase

/// A whole model after reading and validation: every value is present, in range and resolved.
///
/// Clients and components are sorted by name, so that the order in which a file happens to list
/// them decides nothing.
public struct Architecture: Hashable, Sendable {
  public var name: String
  public var about: String
  public var run: RunPlan
  public var network: Network
  public var clients: [Client]
  public var components: [Component]
  public var faults: [Fault]

  /// Sorted by name.
  public var detectors: [Detector] = []
  public var expectations: [Expectation]

  /// Other scenarios of the model with which expectations compare this one.
  public var references: [ReferenceRun] = []

  /// SHA-256 of the model in canonical form (keys sorted, no white space, no comments), before
  /// overrides and scenario are applied; 64 hexadecimal digits.
  public var sha256: String

  /// The scenario that has been applied, if any.
  public var scenario: String?

  public init(
    name: String, about: String = "", run: RunPlan, network: Network = Network(),
    clients: [Client], components: [Component], faults: [Fault] = [],
    expectations: [Expectation] = [], sha256: String = "", scenario: String? = nil
  ) {
    self.name = name
    self.about = about
    self.run = run
    self.network = network
    self.clients = clients
    self.components = components
    self.faults = faults
    self.expectations = expectations
    self.sha256 = sha256
    self.scenario = scenario
  }
}

/// How long a run lasts, what part of it is measured, and what bounds it.
public struct RunPlan: Hashable, Sendable {
  /// What is left out at the start because the system is still filling.
  public enum Warmup: Hashable, Sendable {
    /// Found from the run itself by MSER-5.
    case automatic
    case fixed(TimeSpan)
  }

  public var duration: TimeSpan
  public var warmup: Warmup
  public var seed: UInt64

  /// Length of a step of the time series; `nil` for one that gives at most 240 steps.
  public var step: TimeSpan?

  /// Requests, jobs and abandoned calls that may be alive at once before the run is stopped with a
  /// statement of what grew.
  public var inFlightLimit: Int

  /// Failed requests of each cause that are written down one by one, the first ones; 0 for none.
  public var failures = 0

  public static let defaultInFlightLimit = 4_000_000

  public init(
    duration: TimeSpan, warmup: Warmup = .automatic, seed: UInt64 = 1,
    step: TimeSpan? = nil, inFlightLimit: Int = defaultInFlightLimit
  ) {
    self.duration = duration
    self.warmup = warmup
    self.seed = seed
    self.step = step
    self.inFlightLimit = inFlightLimit
  }
}

/// One-way network latency: one for every hop, and others for single links.
public struct Network: Hashable, Sendable {
  public struct Link: Hashable, Sendable {
    /// The caller: a client or a component.
    public var from: String
    public var to: String

    /// Of latencies that are drawn, the mean.
    public var latency: TimeSpan
    public var line = Line()

    public init(from: String, to: String, latency: TimeSpan) {
      self.from = from
      self.to = to
      self.latency = latency
    }
  }

  /// One-way latency of every hop that has no link of its own; of latencies that are drawn, the mean.
  public var latency: TimeSpan

  /// What else these hops do to messages.
  public var line = Line()
  public var links: [Link]

  /// What hops take whose ends both stand in zones.
  public var zones = Zones()

  public init(latency: TimeSpan = .zero, links: [Link] = []) {
    self.latency = latency
    self.links = links
  }

  /// One-way latency from a caller to a callee, and of the way back.
  public func latency(from caller: String, to callee: String) -> TimeSpan {
    links.first { $0.from == caller && $0.to == callee }?.latency ?? latency
  }
}
