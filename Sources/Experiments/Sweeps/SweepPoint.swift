public import RunStatistics

/// What a sweep found out at one of its points.
public struct SweepPoint: Hashable, Sendable {
  /// From 0.
  public var number: Int
  public var setting: SweepPlan.Setting

  /// One for each column; empty if the point could not be run.
  public var figures: [Figure]

  /// `nil` if the model expects nothing, or the point could not be run.
  public var verdict: Verdict?

  /// The expectations that did not hold or could not be decided, as the model words them.
  public var failing: [String]

  /// Over the digests of all its runs.
  public var digest: UInt64

  /// What the reader must know before believing the figures.
  public var note: Note?

  public struct Figure: Hashable, Sendable {
    /// The mean of the replications; `nil` if there was nothing to observe.
    public var value: Double?

    /// `nil` for a single run.
    public var interval: Interval?
  }

  public enum Verdict: String, Hashable, Sendable {
    case pass, fail, inconclusive
  }

  public enum Note: Hashable, Sendable {
    /// A run stopped at a bound, which the text names.
    case stopped(String)

    /// A bug in the simulator.
    case selfCheckFailed(String)

    /// These values together are no valid model, or none that can be run.
    case invalid(String)

    /// How the text about a bug in the simulator begins.
    public static let selfCheckTitle = "self-check failed"

    public var text: String {
      switch self {
      case .stopped(let reason): "stopped: \(reason)"
      case .selfCheckFailed(let reason): "\(Self.selfCheckTitle): \(reason)"
      case .invalid(let reason): "invalid: \(reason)"
      }
    }
  }
}
