public import Resilience

/// Who of those that wait is served next, and who is sent away.
public struct WaitingLine: Hashable, Sendable {
  public var discipline: QueueDiscipline
  public var whenFull: QueuePolicy.Overflow
  public var delayControl: QueueDelayControl

  /// Whether those whose callers have given up by then are dropped when it is their turn.
  public var dropsExpired: Bool

  public init(
    discipline: QueueDiscipline = .fifo, whenFull: QueuePolicy.Overflow = .rejects,
    delayControl: QueueDelayControl = .none, dropsExpired: Bool = false
  ) {
    self.discipline = discipline
    self.whenFull = whenFull
    self.delayControl = delayControl
    self.dropsExpired = dropsExpired
  }

  /// First come, first served, and the last to come is sent away.
  public static let plain = WaitingLine()

  /// Whether means are those of the order of arrival: who is next has nothing to do with how long he
  /// will take, so that as many wait as in any other such order.
  public var hasMeansOfArrivalOrder: Bool {
    var line = self
    if discipline == .lifo || discipline == .siro { line.discipline = .fifo }
    return line == .plain
  }
}
