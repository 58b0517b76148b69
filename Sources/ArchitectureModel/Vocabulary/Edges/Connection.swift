public import TimeBase

/// How a caller comes by a connection to its callee: a new one for each call, which takes a round trip.
public struct Connection: Hashable, Sendable {
  /// The longest wait for a connection; `nil` if the wait for the answer counts from the start.
  public var timeout: TimeSpan?

  public init(timeout: TimeSpan? = nil) {
    self.timeout = timeout
  }
}
