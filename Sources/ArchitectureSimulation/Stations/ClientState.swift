import EventEngine
import TimeBase

/// What a client keeps between its requests.
struct ClientState: ~Copyable {
  /// Requests that have been sent; of a client with sessions, those that have begun.
  var sent: UInt64 = 0

  /// Times at which any were sent.
  var arrivals: UInt64 = 0
  var users: [UserState]

  /// Requests that were sent in herds.
  var herded: UInt64 = 0

  // Of open clients whose rate changes.
  var clock: RateClock?
  var burst = BurstState()

  // Of open clients with a number of connections.
  var connectionsInUse = 0

  /// Calls that wait for one; those that were given up meanwhile are still in it.
  var line = RingBuffer<CallID>(capacity: 0)

  var sessions = Slab<SessionState>(capacity: 0)

  init(_ client: ClientPlan, in plan: Plan) {
    users = [UserState](repeating: UserState(), count: client.users)
    if case .profile(let profile, _) = client.load { clock = RateClock(plan.rateProfiles[profile]) }
  }
}

/// A user of a closed client: eight bytes, for there may be millions.
package struct UserState: BitwiseCopyable {
  /// Requests that it has sent.
  var sent: UInt32 = 0
  var progress = TaskProgress()
}

/// A visitor of a partly open client.
struct SessionState: BitwiseCopyable {
  /// Which of the client's sessions it is.
  var number: UInt64

  /// Requests that it has sent, and that it will.
  var sent: UInt32 = 0
  var length: UInt32
  var progress = TaskProgress()
}

/// How far a user has come with its task.
struct TaskProgress: BitwiseCopyable {
  /// Which of the client's tasks.
  var task: UInt16 = 0

  /// The next of its requests; at 0 another task is chosen.
  var step: UInt16 = 0
}

/// The phase that bursty arrivals are in.
struct BurstState: BitwiseCopyable {
  var phase = 0
  var end = Instant.zero

  /// Phases that have begun; with none the first is still to come.
  var begun: UInt64 = 0
}
