public import ArchitectureSimulation

/// One number that a run finds out about a client, one of its request names, or a component.
public struct Metric: Hashable, Sendable {
  /// A client or a component.
  public var subject: String

  /// One request name of a client; `nil` for all together.
  public var request: String?

  /// As expectations of a model name it, such as `latency.p95`.
  public var name: String
  public var unit: ExpectationResult.Unit
  public var kind: Kind
  public var preference: Preference

  public init(
    of subject: String, request: String? = nil, _ name: String, in unit: ExpectationResult.Unit,
    _ kind: Kind = .estimate, better preference: Preference = .neither
  ) {
    self.subject = subject
    self.request = request
    self.name = name
    self.unit = unit
    self.kind = kind
    self.preference = preference
  }

  /// How several runs add up to one number.
  public enum Kind: Hashable, Sendable {
    /// Each run estimates an expected value: the mean of several is a better one, and has an interval.
    case estimate

    /// What a run shows is a fact about it, such as its longest queue: of several the largest counts,
    /// and no interval does.
    case extreme
  }

  /// Which direction is good news.
  public enum Preference: Hashable, Sendable {
    case lower, higher, neither
  }

  /// `latency.p95 of web`, with the request name behind if there is one.
  public var title: String {
    "\(name) of \(subject)" + (request.map { " \($0)" } ?? "")
  }
}
