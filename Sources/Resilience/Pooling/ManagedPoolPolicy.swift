public import TimeBase

/// The sizes and times of a ``ManagedConnectionPool``, whoever borrows.
@frozen
public struct ManagedPoolPolicy: BitwiseCopyable, Hashable, Sendable {
  /// Connections at most, in use and idle together; `1...100_000`.
  public var maximumSize: Int

  /// Idle connections that are kept ready; `nil` is as many as the pool may have.
  public var minimumIdle: Int?

  /// How long anybody waits; 250 ms or more. The pool has no timer: whoever waited for so long
  /// withdraws.
  public var connectionTimeout: TimeSpan

  /// For how long an idle connection beyond the minimum may go unused; zero is for ever.
  public var idleTimeout: TimeSpan

  /// How old a connection gets, 30 s or more, less up to a 40th of it by a draw, so that not all end
  /// at once; zero is for ever. One that is in use then ends when it comes back.
  public var maximumLifetime: TimeSpan

  /// For how long a connection is out before it counts as leaked; zero is for ever.
  public var leakThreshold: TimeSpan

  /// How long the one who makes connections rests after each.
  public var creationPause: TimeSpan

  /// How long he waits after a failed attempt, twice as long after each further one.
  public var firstBackoff: TimeSpan

  /// The longest that he waits.
  public var maximumBackoff: TimeSpan

  /// A connection that was used less than this ago is taken to be alive without asking.
  public var aliveBypass: TimeSpan

  /// How often ``ManagedConnectionPool/houseKeep(at:)`` should be called.
  public var housekeepingPeriod: TimeSpan

  /// The defaults of HikariCP.
  @inlinable
  public init(
    maximumSize: Int = 10, minimumIdle: Int? = nil, connectionTimeout: TimeSpan = .seconds(30),
    idleTimeout: TimeSpan = .minutes(10), maximumLifetime: TimeSpan = .minutes(30),
    leakThreshold: TimeSpan = .zero, creationPause: TimeSpan = .milliseconds(30),
    firstBackoff: TimeSpan = .milliseconds(10), maximumBackoff: TimeSpan = .seconds(5),
    aliveBypass: TimeSpan = .milliseconds(500), housekeepingPeriod: TimeSpan = .seconds(30)
  ) {
    self.maximumSize = maximumSize
    self.minimumIdle = minimumIdle
    self.connectionTimeout = connectionTimeout
    self.idleTimeout = idleTimeout
    self.maximumLifetime = maximumLifetime
    self.leakThreshold = leakThreshold
    self.creationPause = creationPause
    self.firstBackoff = firstBackoff
    self.maximumBackoff = maximumBackoff
    self.aliveBypass = aliveBypass
    self.housekeepingPeriod = housekeepingPeriod
  }

  /// Idle connections that are kept ready.
  @inlinable
  public var leastIdle: Int { minimumIdle ?? maximumSize }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    guard (1...100_000).contains(maximumSize) else {
      return "a pool of \(maximumSize) connections is not in 1...100000"
    }
    guard (0...maximumSize).contains(leastIdle) else {
      return "\(leastIdle) idle connections are not in 0...\(maximumSize)"
    }
    guard connectionTimeout >= .milliseconds(250) else {
      return "a connection timeout of \(connectionTimeout) is not 250ms or more"
    }
    guard maximumLifetime == .zero || maximumLifetime >= .seconds(30) else {
      return "a maximum lifetime of \(maximumLifetime) is neither 0s nor 30s or more"
    }
    guard firstBackoff > .zero, firstBackoff <= maximumBackoff else {
      return "a back-off from \(firstBackoff) to \(maximumBackoff) does not grow from above zero"
    }
    let spans = [idleTimeout, leakThreshold, creationPause, aliveBypass, housekeepingPeriod]
    if let negative = spans.first(where: { $0 < .zero }) { return "\(negative) is negative" }
    return nil
  }
}
