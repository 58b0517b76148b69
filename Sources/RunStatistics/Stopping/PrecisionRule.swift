/// When a series of replications may end: as soon as every watched mean is known to a relative
/// precision, and stays so.
///
/// The condition is *H* / |mean| ≤ γ / (1 + γ) for each, where *H* is the half-width of its interval;
/// the correction keeps the error relative to the unknown true value within γ. With several means each
/// gets its share of what may go wrong (Bonferroni). A condition that holds by luck once is no reason
/// to stop: it has to hold for as many further replications as ``lookAhead(from:)`` says.
///
/// The decision depends on the values and their order alone, and on no clock and no thread.
///
/// - SeeAlso: Law, *Simulation modeling and analysis*, section 9.4.1, for the correction; Hoad,
///   Robinson and Davies, *Automated selection of the number of replications for a discrete-event
///   simulation*, Journal of the Operational Research Society 61, 2010, for looking ahead.
public struct PrecisionRule: Hashable, Sendable {
  public struct Policy: Hashable, Sendable {
    /// γ: 0.02 asks for 2 %.
    public var relativeError: Double
    public var confidence: Double

    /// So many replications at least, and at most.
    public var fewest: Int
    public var most: Int

    public init(
      relativeError: Double, confidence: Double = 0.95, fewest: Int = 10, most: Int = 1_000
    ) {
      self.relativeError = relativeError
      self.confidence = confidence
      self.fewest = fewest
      self.most = most
    }

    /// What would be right, in one sentence; `nil` if everything is.
    public var problem: String? {
      if !(relativeError > 0 && relativeError < 1) {
        return "a relative precision is between 0 and 1, not \(relativeError)"
      }
      if !(confidence > 0 && confidence < 1) {
        return "a confidence is between 0 and 1, not \(confidence)"
      }
      if fewest < 2 || most < fewest {
        return "replications range from at least 2 to at least as many, not \(fewest)...\(most)"
      }
      return nil
    }
  }

  public enum Decision: Hashable, Sendable {
    case more

    /// Every watched mean is as precise as asked for.
    case reached

    /// As many replications were made as may be.
    case exhausted
  }

  public let policy: Policy

  /// What is known of each watched mean; one that was never observed does not count.
  public private(set) var means: [SampleMean]

  public private(set) var replications = 0

  /// Since when the condition has held without a break.
  private var heldSince: Int?

  /// - Precondition: `policy` has no ``Policy/problem``.
  public init(_ policy: Policy, watching count: Int) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    means = Array(repeating: SampleMean(), count: count)
  }

  /// Takes in the next replication: one value for each watched mean, `nil` where it had nothing to
  /// observe.
  ///
  /// - Precondition: as many values as are watched.
  public mutating func add(_ values: [Double?]) -> Decision {
    precondition(
      values.count == means.count, "\(values.count) values for \(means.count) watched means")
    for (index, value) in values.enumerated() {
      if let value { means[index].add(value) }
    }
    replications += 1
    heldSince = isPrecise ? heldSince ?? replications : nil
    if let heldSince, replications - heldSince >= Self.lookAhead(from: heldSince) {
      return .reached
    }
    return replications >= policy.most ? .exhausted : .more
  }

  /// How many further replications the condition must hold for: 5, or 5 of 100 from a hundred on.
  public static func lookAhead(from replications: Int) -> Int {
    max(5, replications * 5 / 100)
  }

  /// Whether every watched mean is precise enough at present.
  public var isPrecise: Bool {
    guard replications >= policy.fewest else { return false }
    let observed = means.filter { $0.count > 0 }
    let confidence = 1 - (1 - policy.confidence) / Double(max(1, observed.count))
    let target = policy.relativeError / (1 + policy.relativeError)
    return observed.allSatisfy { mean in
      guard let interval = mean.interval(confidence: confidence) else { return false }
      return interval.halfWidth <= target * mean.mean.magnitude
    }
  }
}
