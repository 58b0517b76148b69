public import EventEngine
public import TimeBase

extension Client {
  public enum Load: Hashable, Sendable {
    /// Requests arrive whatever becomes of the earlier ones.
    case open(Arrivals)

    /// A fixed population: each user waits for the outcome of a request before the next.
    case closed(Users)

    /// Sessions arrive whatever becomes of the earlier ones; within a session each request waits for
    /// the outcome of the one before (partly open).
    case sessions(Sessions)
  }

  /// A population of a closed system.
  public struct Users: Hashable, Sendable {
    public var count: Int

    /// Between an outcome and the user's next request, and before the first.
    public var think: Distribution

    /// How fast users join; `nil` if all are there from the start.
    public var spawn: Rate?

    /// The least time between two requests of a user; `nil` for none. A user who is late does not catch
    /// up.
    public var pace: TimeSpan?

    /// All users together stop after this many requests.
    public var total: Int?

    /// When the first of them joins, and when they stop sending; `nil` for the end of the run.
    public var first = TimeSpan.zero
    public var end: TimeSpan?

    public init(
      _ count: Int, think: Distribution, spawn: Rate? = nil, pace: TimeSpan? = nil,
      total: Int? = nil
    ) {
      self.count = count
      self.think = think
      self.spawn = spawn
      self.pace = pace
      self.total = total
    }
  }

  /// Visitors who come, send a few requests one after the other, and leave.
  public struct Sessions: Hashable, Sendable {
    public var arrivals: Arrivals

    /// How many requests a session has.
    public var length: CountDistribution

    /// Between an outcome and the session's next request.
    public var think: Distribution

    public init(_ arrivals: Arrivals, length: CountDistribution, think: Distribution) {
      self.arrivals = arrivals
      self.length = length
      self.think = think
    }
  }

  /// Requests that a user sends in this order before it chooses its next task.
  public struct Task: Hashable, Sendable {
    public var name: String

    /// Relative frequency; not all are 0.
    public var weight: Double

    /// Positions in ``Client/requests``; never empty.
    public var requests: [Int]

    /// Between the requests of the task; `nil` for the think time that also follows it.
    public var between: Distribution?

    public init(name: String, weight: Double = 1, requests: [Int], between: Distribution? = nil) {
      self.name = name
      self.weight = weight
      self.requests = requests
      self.between = between
    }
  }
}
