public import TimeBase

/// When a proxy tries the next server, what a server is blamed for, and what the client is told in
/// the end, by the rules of nginx.
///
/// - SeeAlso: nginx, `proxy_next_upstream`, `proxy_next_upstream_tries` and
///   `proxy_next_upstream_timeout`.
@frozen
public struct NextUpstreamRules: BitwiseCopyable, Hashable, Sendable {
  /// What is tried again.
  public var conditions: Conditions

  /// Servers that are tried at most, the first included; 0 sets no limit but their number.
  public var tries: Int

  /// The time after which nobody else is tried; zero is for ever.
  public var timeout: TimeSpan

  /// nginx's defaults.
  @inlinable
  public init(
    conditions: Conditions = [.error, .timeout], tries: Int = 0, timeout: TimeSpan = .zero
  ) {
    self.conditions = conditions
    self.tries = tries
    self.timeout = timeout
  }

  /// What makes the rules unusable, if anything.
  public var problem: String? {
    if tries < 0 { return "a request cannot have \(tries) tries; use 0 for no limit" }
    if timeout < .zero { return "a timeout cannot be \(timeout); use 0s for none" }
    return nil
  }

  /// A try that did not come out well, and the request that it belongs to.
  @frozen
  public struct Attempt: BitwiseCopyable, Hashable, Sendable {
    public var cause: Cause

    /// Whether repeating the request does no harm: false for POST, LOCK and PATCH.
    public var isIdempotent: Bool

    /// Whether any of the request was sent.
    public var wasSent: Bool

    /// Whether it went over a connection that had been used before.
    public var isOnCachedConnection: Bool

    /// How many servers were tried, this one included, less free retries.
    public var number: Int

    @inlinable
    public init(
      _ cause: Cause, isIdempotent: Bool = true, wasSent: Bool = true,
      isOnCachedConnection: Bool = false, number: Int = 1
    ) {
      self.cause = cause
      self.isIdempotent = isIdempotent
      self.wasSent = wasSent
      self.isOnCachedConnection = isOnCachedConnection
      self.number = number
    }

    /// Whether the try does not count: a connection that the server had closed in the meantime says
    /// nothing about the server.
    @inlinable
    public var isFree: Bool { isOnCachedConnection && cause == .error }
  }

  /// Whether the next server is tried.
  ///
  /// - Parameters:
  ///   - serverCount: How many servers there are.
  ///   - elapsed: The time since the first was tried.
  public func triesNext(
    after attempt: Attempt, among serverCount: Int, elapsed: TimeSpan
  ) -> Bool {
    guard let condition = attempt.cause.condition else { return false }
    let limit = tries > 0 ? min(tries, serverCount) : serverCount
    guard attempt.number < limit || attempt.isFree else { return false }
    if attempt.wasSent, !attempt.isIdempotent, !conditions.contains(.nonIdempotent) { return false }
    if timeout > .zero, elapsed >= timeout { return false }
    return conditions.contains(condition)
  }

  /// Whether a server is blamed for a try, so that passive health counts it. Answers are only if they
  /// are tried again, and those of 403 and 404 never.
  public func blames(_ cause: Cause) -> Bool {
    switch cause {
    case .error, .timeout, .invalidHeader: true
    case .status(403), .status(404), .noLiveServer, .clientClosed: false
    case .status: cause.condition.map(conditions.contains) ?? false
    }
  }
}
