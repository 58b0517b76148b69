public import TimeBase

extension HedgedCall {
  /// How many copies of a request are sent, and when.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// Copies, the first included; in `2...32`. gRPC clients lower more than 5 to 5.
    public var maxAttempts: Int

    /// The time from one copy to the next; zero sends all at once.
    public var delay: TimeSpan

    /// The failures after which the other copies go on and the next is sent at once. Any other failure
    /// is the answer.
    public var nonFatal: RetryConditions

    /// The example of gRPC's proposal.
    public init(
      maxAttempts: Int = 4, delay: TimeSpan = .milliseconds(500),
      nonFatal: RetryConditions = [
        .timedOut, .refused, .disconnected, .tooManyRequests, .serverErrors,
      ]
    ) {
      self.maxAttempts = maxAttempts
      self.delay = delay
      self.nonFatal = nonFatal
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard (2...32).contains(maxAttempts) else {
        return "a hedged call of \(maxAttempts) attempts is not in 2...32"
      }
      if delay < .zero { return "a hedging delay cannot be \(delay)" }
      return nil
    }
  }
}
