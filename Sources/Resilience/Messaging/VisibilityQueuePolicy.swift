public import TimeBase

/// The times and limits of a ``VisibilityQueue``, whatever its messages are.
@frozen
public struct VisibilityQueuePolicy: BitwiseCopyable, Hashable, Sendable {
  /// How long nobody else sees a message that was received; 0 to 12 hours. With 0 it is there again
  /// at once.
  public var visibilityTimeout: TimeSpan

  /// How long nobody sees a message that was sent; 0 to 15 minutes.
  public var delay: TimeSpan

  /// How old a message gets, received or not; 1 minute to 14 days.
  public var retention: TimeSpan

  /// How often a message is received before it is a dead letter; `nil` is any number of times, and
  /// with 1 there is no second chance.
  public var maximumReceives: Int?

  /// How many messages may be received and not yet deleted or visible again; `nil` is any number.
  public var inFlightLimit: Int?

  /// The longest that a message is hidden after it was received, however often that is extended.
  public static var longestVisibilityTimeout: TimeSpan { .minutes(12 * 60) }

  /// The defaults of Amazon SQS.
  @inlinable
  public init(
    visibilityTimeout: TimeSpan = .seconds(30), delay: TimeSpan = .zero,
    retention: TimeSpan = .minutes(4 * 24 * 60), maximumReceives: Int? = nil,
    inFlightLimit: Int? = 120_000
  ) {
    self.visibilityTimeout = visibilityTimeout
    self.delay = delay
    self.retention = retention
    self.maximumReceives = maximumReceives
    self.inFlightLimit = inFlightLimit
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if !(TimeSpan.zero...Self.longestVisibilityTimeout).contains(visibilityTimeout) {
      return "a visibility timeout of \(visibilityTimeout) is not in 0s...12h"
    }
    if !(TimeSpan.zero...TimeSpan.minutes(15)).contains(delay) {
      return "a delay of \(delay) is not in 0s...15m"
    }
    if !(TimeSpan.minutes(1)...TimeSpan.minutes(14 * 24 * 60)).contains(retention) {
      return "a retention of \(retention) is not in 1m...14d"
    }
    if let maximumReceives, maximumReceives < 1 {
      return "a message cannot be received \(maximumReceives) times; the least is 1"
    }
    if let inFlightLimit, inFlightLimit < 1 {
      return "\(inFlightLimit) messages in flight are too few; the least is 1"
    }
    return nil
  }
}
