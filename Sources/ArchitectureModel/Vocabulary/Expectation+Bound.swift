extension Expectation {
  /// What the number is held against, in the metric's own unit: seconds, events a second, a ratio, or
  /// a count.
  public enum Bound: Hashable, Sendable {
    case below(Double)
    case above(Double)
    case atMost(Double)
    case atLeast(Double)
    case equals(Double)

    /// Both ends are meant as well.
    case between(Double, Double)

    public func holds(for value: Double) -> Bool {
      switch self {
      case .below(let limit): value < limit
      case .above(let limit): value > limit
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      case .equals(let expected): value == expected
      case .between(let least, let most): least <= value && value <= most
      }
    }
  }

  /// Instead of a number: other figures, of the same run or of other scenarios of the model.
  public struct Comparand: Hashable, Sendable {
    public struct Term: Hashable, Sendable {
      public var figure: Figure

      /// Where it is observed; `nil` for the run itself.
      public var reference: Reference?

      public init(_ figure: Figure, in reference: Reference? = nil) {
        self.figure = figure
        self.reference = reference
      }
    }

    /// A place in ``Architecture/references``.
    public struct Reference: Hashable, Sendable {
      public var run: Int

      /// Which of its expectations observes the figure.
      public var expectation: Int

      public init(run: Int, expectation: Int) {
        self.run = run
        self.expectation = expectation
      }
    }

    /// They are summed up.
    public var terms: [Term]

    /// The sum is multiplied by this.
    public var factor: Double

    public init(_ terms: [Term], times factor: Double = 1) {
      self.terms = terms
      self.factor = factor
    }
  }
}

/// Another scenario of a model, run beside it because its expectations compare with that one.
///
/// It is run with the same seed and replication, so that both meet the same requests.
public struct ReferenceRun: Hashable, Sendable {
  /// With the figures that are asked of it as its only expectations.
  public var architecture: Architecture

  public init(_ architecture: Architecture) {
    self.architecture = architecture
  }
}
