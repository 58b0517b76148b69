public import TimeBase

/// What a balancer learned in the window by asking its targets, over all its processes.
public struct BalancingResult: Hashable, Sendable {
  /// The checks of one target.
  public struct Check: Hashable, Sendable {
    /// The component, with the instance where it has several.
    public var target: String
    public var sent: UInt64
    public var failed: UInt64

    /// How often the target was left out for it, and how often it was back.
    public var wentDown: UInt64
    public var cameUp: UInt64

    /// For how long it was left out: the mean over the processes of the balancer.
    public var down: TimeSpan

    public init(
      target: String, sent: UInt64, failed: UInt64, wentDown: UInt64, cameUp: UInt64,
      down: TimeSpan
    ) {
      self.target = target
      self.sent = sent
      self.failed = failed
      self.wentDown = wentDown
      self.cameUp = cameUp
      self.down = down
    }
  }

  /// Questions how loaded targets are.
  public struct LoadProbes: Hashable, Sendable {
    public var sent: UInt64
    public var answered: UInt64

    public init(sent: UInt64, answered: UInt64) {
      self.sent = sent
      self.answered = answered
    }
  }

  /// Calls that belong to sessions, by whether they met the target of the one before.
  public struct Sessions: Hashable, Sendable {
    /// Calls of sessions of which nothing was known.
    public var begun: UInt64

    /// Calls that were sent where the one before was.
    public var kept: UInt64

    /// Calls that were sent to another because that was not well.
    public var moved: UInt64

    public init(begun: UInt64, kept: UInt64, moved: UInt64) {
      self.begun = begun
      self.kept = kept
      self.moved = moved
    }
  }

  /// Of each target, in their order; empty if none is checked.
  public var checks: [Check]

  /// `nil` if nobody is asked.
  public var loadProbes: LoadProbes?

  /// `nil` if no calls keep to a target.
  public var sessions: Sessions?

  public init(checks: [Check] = [], loadProbes: LoadProbes? = nil) {
    self.checks = checks
    self.loadProbes = loadProbes
  }
}
