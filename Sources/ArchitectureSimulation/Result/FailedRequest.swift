public import TimeBase

/// One request that failed.
public struct FailedRequest: Hashable, Sendable {
  public var client: String

  /// Its name in the mix of the client.
  public var request: String

  /// Which of the client's requests it is: the same number in every run of the same seed.
  public var number: UInt64

  /// When it was meant to be sent.
  public var sent: Instant
  public var latency: TimeSpan
  public var cause: FailureCause

  /// The component where the failure arose.
  public var place: String

  /// 0 if there was no answer.
  public var status: Int
  public var attempts: Int

  public init(
    client: String, request: String, number: UInt64, sent: Instant, latency: TimeSpan,
    cause: FailureCause, place: String, status: Int, attempts: Int
  ) {
    self.client = client
    self.request = request
    self.number = number
    self.sent = sent
    self.latency = latency
    self.cause = cause
    self.place = place
    self.status = status
    self.attempts = attempts
  }
}
