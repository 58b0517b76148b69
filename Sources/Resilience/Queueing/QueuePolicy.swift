/// Who waits, who is served first and who is sent away in a ``SelectedQueue``.
@frozen
public struct QueuePolicy: BitwiseCopyable, Hashable, Sendable {
  public var discipline: QueueDiscipline

  /// How many may wait; `nil` is any number.
  public var capacity: Int?

  public var whenFull: Overflow

  public var delayControl: QueueDelayControl

  /// Whether those whose deadline has passed are dropped when it is their turn.
  public var dropsExpired: Bool

  /// Who has to go when one more comes than there is room for.
  @frozen
  public enum Overflow: BitwiseCopyable, Hashable, Sendable {
    /// The newcomer.
    case rejects

    /// Whom the discipline can best do without: first or last come, first served, the oldest (in
    /// overload his caller has most likely left); by priority or deadline, the least urgent, and of
    /// equals the newest; fair between tenants, the newest of the longest line, and of equally long
    /// ones of that which has been there longest. The newcomer counts, so that it may be himself.
    case displaces
  }

  @inlinable
  public init(
    discipline: QueueDiscipline = .fifo, capacity: Int? = nil, whenFull: Overflow = .rejects,
    delayControl: QueueDelayControl = .none, dropsExpired: Bool = true
  ) {
    self.discipline = discipline
    self.capacity = capacity
    self.whenFull = whenFull
    self.delayControl = delayControl
    self.dropsExpired = dropsExpired
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if let capacity, capacity < 0 { return "the queue cannot have \(capacity) places" }
    if discipline == .siro, whenFull == .displaces {
      return "a line in random order can do without nobody better than without others"
    }
    return discipline.problem ?? delayControl.problem
  }
}
