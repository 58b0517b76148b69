/// Why a call did not succeed; the raw values are the words of models and reports.
public enum FailureCause: UInt8, CaseIterable, Hashable, Sendable {
  /// The caller stopped waiting.
  case timeout = 1

  /// Nobody listened.
  case refused

  /// A rate limit turned it away.
  case limited

  /// A full queue or backlog turned it away.
  case rejected

  /// It carried no valid credentials.
  case unauthorized

  /// No connection became free in time.
  case poolTimeout

  /// It left the queue at the queue's deadline.
  case queueTimeout

  /// It left the queue because its own patience ended, or the client gave the request up.
  case impatience

  /// A circuit breaker did not let it through.
  case breakerOpen

  /// The handler answered with a status of 400 or above.
  case error

  /// The instance that worked on it crashed.
  case crashed

  /// A balancer had no target left to try.
  case noTarget

  /// The caller cancelled it.
  case cancelled

  /// A guard did not let it call where it would have led, or a browser did not let a page.
  case blocked

  /// A database in a file stayed locked until the busy timeout.
  case locked

  /// The server of a database had as many connections as it takes.
  case tooManyConnections

  /// Transactions waited for each other's rows, and it was the one that gave up.
  case deadlock

  /// As models and reports write it.
  public var word: String { String(describing: self) }
}
