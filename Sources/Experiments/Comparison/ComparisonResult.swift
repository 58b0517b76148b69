public import ArchitectureSimulation
public import TimeBase

/// What a comparison of two variants found out.
public struct ComparisonResult: Hashable, Sendable {
  /// The first is what is compared with.
  public let models: [RunResult.Model]
  public let seed: UInt64
  public let firstReplication: UInt64

  /// Replications of each variant.
  public let count: Int
  public let duration: TimeSpan
  public let confidence: Double

  /// Over the digests of all runs, in their order.
  public let digest: UInt64
  public let clients: [String]

  /// Among how many metrics the correction for testing several shares what may go wrong.
  public let testedTogether: Int

  /// Of metrics that both variants have, in the order of the first one's result.
  public let metrics: [ComparedMetric]

  /// Runs that were stopped at a bound.
  public let stopped: Int
  public let brokenAudit: ReplicatedResult.BrokenAudit?

  /// One metric; `nil` if not both variants have it.
  public func metric(
    _ name: String, of subject: String, request: String? = nil
  ) -> ComparedMetric? {
    metrics.first {
      $0.metric.name == name && $0.metric.subject == subject && $0.metric.request == request
    }
  }
}
