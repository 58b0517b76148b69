public import Resilience

extension Service {
  /// How many requests one process lets in at once, waiting ones included; more are rejected.
  public enum ConcurrencyLimit: Hashable, Sendable {
    case fixed(FixedConcurrency)
    case aimd(AIMDConcurrency)
    case vegas(VegasConcurrency)
    case gradient2(Gradient2Concurrency)

    /// Why the parameters make no sense; `nil` if they do.
    public var problem: String? {
      switch self {
      case .fixed(let policy): policy.problem
      case .aimd(let policy): policy.problem
      case .vegas(let policy): policy.problem
      case .gradient2(let policy): policy.problem
      }
    }
  }
}
