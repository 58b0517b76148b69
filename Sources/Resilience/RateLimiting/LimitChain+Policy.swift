extension LimitChain {
  /// The limits, and who is charged if one of them rejects.
  public struct Policy: Hashable, Sendable {
    public let limits: [KeyedLimiter<SelectedLimiter>.Policy]
    public let charging: Charging

    public init(
      _ limits: [KeyedLimiter<SelectedLimiter>.Policy], charging: Charging = .allOrNothing
    ) {
      self.limits = limits
      self.charging = charging
    }

    public var problem: String? {
      for (index, limit) in limits.enumerated() {
        if let problem = limit.problem { return "limit \(index): \(problem)" }
      }
      return nil
    }
  }

  /// What the limits are charged if one of them rejects.
  @frozen
  public enum Charging: Hashable, Sendable {
    /// Nothing: all are asked first, in order up to the one that rejects, and charged only if none
    /// does, as by several `limit_req` of nginx.
    case allOrNothing

    /// Those before it are charged, those behind it are not, as by several descriptors of Envoy: put
    /// the strictest first.
    case inOrder
  }

  /// What a chain answers to one request.
  @frozen
  public struct Decision: BitwiseCopyable, Hashable, Sendable {
    /// A rejection of the first limit that rejects, or the longest of all delays.
    public private(set) var answer: RateLimitDecision

    /// The position of the limit that rejects or delays.
    public private(set) var limit: Int?

    init(_ answer: RateLimitDecision, by limit: Int?) {
      self.answer = answer
      self.limit = limit
    }

    static let admitted = Self(.admitted, by: nil)

    /// Takes the longer of two delays; the earlier limit counts if they are equal.
    mutating func prolong(by other: RateLimitDecision, of limit: Int) {
      guard case .delayed(let wait) = other else { return }
      if case .delayed(let longest) = answer, longest >= wait { return }
      self = Self(other, by: limit)
    }
  }
}
