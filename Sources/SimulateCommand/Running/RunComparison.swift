/// Two runs of one model, held against each other event by event.
public struct RunComparison: Hashable, Sendable {
  /// The digest of the first run.
  public var digest: UInt64

  /// The events of the first run.
  public var events: UInt64

  /// Where the runs part; `nil` if they are the same to the last event.
  public var difference: Difference?

  public init(digest: UInt64, events: UInt64, difference: Difference? = nil) {
    self.digest = digest
    self.events = events
    self.difference = difference
  }

  /// The first event that differs.
  public struct Difference: Hashable, Sendable {
    /// Counted from 1.
    public var number: UInt64

    /// The event in each run, for a person; `nil` if that run was over. Both are `nil` if the runs
    /// differed and did not differ when they were made again to find out where.
    public var first: String?
    public var second: String?

    public init(number: UInt64, first: String?, second: String?) {
      self.number = number
      self.first = first
      self.second = second
    }
  }
}
