import EventEngine
import TimeBase

/// A client as the run sees it. What not every client has stands elsewhere in the plan, and here by
/// its number: negative for none.
struct ClientPlan: Sendable {
  enum Load: Sendable {
    case closed(think: Int)
    case constant(Rate, first: TimeSpan)

    /// Mean time between requests in nanoseconds, which need not be a whole number.
    case poisson(mean: Double)
    case renewal(Int)

    /// A rate that changes, met by a metronome or by a Poisson process.
    case profile(Int, isPoisson: Bool)

    /// The first of its phases, and how many.
    case bursts(first: Int, count: Int)

    /// The requests of a log.
    case replay(Int, first: TimeSpan)
  }

  var load: Load

  /// Number of the fork that each request begins with, if it is hedged; negative if not.
  var fork = -1
  var users: Int

  /// Requests that are sent at all; of sessions, how many begin.
  var limit: UInt64?

  /// Sets this client's requests apart from those of others in the addresses of draws.
  var salt: UInt64
  var site: Int

  /// Its requests among all origins.
  var firstOrigin: Int
  var requestCount: Int
  var mix: Int

  // Of open clients.
  var batch = -1
  var connections = 0

  // Of users and sessions.
  var spawn: Rate?
  var pace = TimeSpan.zero
  var firstJoin = TimeSpan.zero
  var lastStart = Instant.distantFuture

  /// First task, how many, and what chooses among them.
  var firstTask = 0
  var taskCount = 0
  var taskMix = -1

  /// How many requests a session has; negative if arrivals are requests by themselves.
  var sessionLength = -1

  /// Time between the requests of a session or of a user.
  var think = -1
  var patience = -1

  /// How its clients fetch; negative if a request is one call of somebody who remembers nothing.
  var fetch = -1
}

extension ClientPlan {
  var hasSessions: Bool { sessionLength >= 0 }
  var hasTasks: Bool { taskCount > 0 }

  /// Whether a request may have to wait in the client, so that it is sent later than intended.
  var canBeLate: Bool { connections > 0 }
}

/// A phase of bursty arrivals.
struct BurstPlan: BitwiseCopyable, Sendable {
  /// Occurrences in ``period`` nanoseconds.
  var count: Double
  var period: Double

  /// Sampler of its length.
  var length: Int
}

/// A sequence of requests that users choose as a whole.
struct TaskPlan: BitwiseCopyable, Sendable {
  /// Its requests among those of all tasks.
  var first: Int
  var count: Int

  /// Sampler of the time between its requests.
  var between: Int
}

/// One request name of one client: where a request and all calls made for it come from.
struct OriginPlan: Sendable {
  var station: Int
  var request: UInt16
  /// Tells its keys from those of others.
  var keySpace: Int

  /// Number of the key sampler; negative if requests are about nothing in particular.
  var keys: Int
  var addresses: Int
  var hasAddressPerUser = false

  /// What tells its addresses from those of other clients.
  var addressSpace: UInt64

  /// Number of the key sampler for addresses; negative if all are used alike.
  var addressKeys = -1

  /// Number of the key sampler for tenants; negative for one tenant.
  var tenants = -1

  /// Number of the log whose columns say what a request is about and where it came from; negative for
  /// none.
  var replay = -1

  /// Number of the sampler of bodies; negative for none.
  var body = -1

  /// The same of answers.
  var answer = -1
  var priority = 0
  var expired = Probability.never

  /// Expired ones included.
  var notValid = Probability.never
  var secure = Probability.never
}
