public import ArchitectureSimulation
public import TimeBase

/// What several replications of one model found out together.
///
/// Equal models, seeds and policies give equal results, whatever the machine, the build and the
/// number of threads; unless it was interrupted (``isWhole``).
public struct ReplicatedResult: Hashable, Sendable {
  public let model: RunResult.Model
  public let seed: UInt64
  public let firstReplication: UInt64

  /// How many replications it is about, from ``firstReplication`` on without a gap.
  public let count: Int
  public let duration: TimeSpan

  /// Of every interval and verdict below.
  public let confidence: Double

  /// `nil` if none was asked for.
  public let precision: Precision?

  /// Whether the series came to its end; an interrupted one is about the replications before.
  public let isWhole: Bool

  /// Over the digests of all replications in their order, and these.
  public let digest: UInt64
  public let digests: [UInt64]

  /// Names, in the order of ``metrics``.
  public let clients: [String]
  public let components: [String]

  /// Of every client, the latencies of the successes of all replications together.
  public let profiles: [LatencyProfile]

  /// Of all clients in all measured windows together.
  public let requests: Requests

  /// Where the measured windows begin.
  public let starts: Starts
  public let metrics: [ReplicatedMetric]
  public let expectations: [ReplicatedExpectation]

  /// Replications that were stopped at a bound, and those that found no end of their warm-up.
  public let stopped: [UInt64]
  public let unsettled: [UInt64]

  /// The first replication with a broken self-check: a bug in the simulator.
  public let brokenAudit: BrokenAudit?

  public struct Precision: Hashable, Sendable {
    /// Relative: 0.02 for 2 %.
    public let asked: Double
    public let outcome: Outcome
    public let watched: [Metric]

    public enum Outcome: String, Hashable, Sendable {
      case reached

      /// Not within the largest number of replications.
      case missed
      case interrupted
    }
  }

  public struct Requests: Hashable, Sendable {
    public var offered: UInt64 = 0
    public var succeeded: UInt64 = 0
    public var failed: UInt64 = 0
  }

  public struct Starts: Hashable, Sendable {
    public let earliest: Instant
    public let latest: Instant
  }

  public struct BrokenAudit: Hashable, Sendable {
    public let replication: UInt64
    public let audit: RunResult.Audit
  }

  /// One metric; `nil` if there is none of this name.
  ///
  /// - Complexity: O(*n*) in the number of metrics.
  public func metric(
    _ name: String, of subject: String, request: String? = nil
  ) -> ReplicatedMetric? {
    metrics.first {
      $0.metric.name == name && $0.metric.subject == subject && $0.metric.request == request
    }
  }
}
