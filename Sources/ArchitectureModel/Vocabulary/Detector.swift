public import Resilience

/// Watches one series of a run, step by step, and flags what does not look like what came before.
public struct Detector: Hashable, Sendable {
  /// What is watched, in each step of the time series.
  public enum Series: String, CaseIterable, Hashable, Sendable {
    /// Of a client: requests that began, that ended and that succeeded, a second.
    case rate, throughput, goodput

    /// Of those that ended, the share that failed.
    case errors

    /// Latencies of the successes, in seconds.
    case p50, p95, p99

    /// Time average of how many were under way.
    case inFlight

    /// Of a component: calls that it was done with, and of these the failures, a second.
    case completions, failures

    /// Time average of how many waited in line, and of how many workers were busy.
    case queue, busy

    /// Whether clients have it; and whether components do.
    public var isOfClients: Bool {
      switch self {
      case .rate, .throughput, .goodput, .errors, .p50, .p95, .p99, .inFlight: true
      case .completions, .failures, .queue, .busy: false
      }
    }

    public var isOfComponents: Bool {
      switch self {
      case .errors, .completions, .failures, .queue, .busy: true
      case .rate, .throughput, .goodput, .p50, .p95, .p99, .inFlight: false
      }
    }
  }

  public var name: String
  public var series: Series

  /// A client or a component.
  public var subject: String
  public var policy: AnomalyDetector.Policy

  public init(
    name: String, series: Series, of subject: String, _ policy: AnomalyDetector.Policy
  ) {
    self.name = name
    self.series = series
    self.subject = subject
    self.policy = policy
  }
}
