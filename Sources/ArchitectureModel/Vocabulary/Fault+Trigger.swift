public import TimeBase

extension Fault {
  /// A level that starts a fault when it is exceeded.
  public struct Trigger: Hashable, Sendable {
    public enum Metric: String, CaseIterable, Hashable, Sendable {
      /// Calls that wait in line, over all instances.
      case queue
      /// Calls inside, waiting or not.
      case inFlight
      /// Busy workers as a share of all, on average over the window.
      case utilisation
      /// Calls that failed or were turned away as a share of those that ended in the window.
      case errors

      /// Whether it is a share over a window, and not a number that holds at an instant.
      public var isMean: Bool {
        switch self {
        case .queue, .inFlight: false
        case .utilisation, .errors: true
        }
      }
    }

    public var metric: Metric

    /// A client or component.
    public var subject: String

    /// The highest level that starts nothing: calls, or a share of 1.
    public var limit: Double

    /// Of a mean: over how long, up to each look. There are ten looks in a window, and none before
    /// the first window is over.
    public var window = TimeSpan.seconds(10)

    /// How long the level has to be above the limit without a break.
    public var hold = TimeSpan.zero

    /// The level down to which it has to fall after the fault to start it once more; `nil` if it does
    /// so only once.
    public var rearm: Double?

    public init(_ metric: Metric, of subject: String, above limit: Double) {
      self.metric = metric
      self.subject = subject
      self.limit = limit
    }

    /// The limit as reports write it: `9000` calls, or `5%`.
    public var limitText: String {
      guard metric.isMean else { return "\(Int64(limit))" }
      let percent = (limit * 1e6).rounded() / 1e4
      return percent == percent.rounded() ? "\(Int64(percent))%" : "\(percent)%"
    }
  }
}
