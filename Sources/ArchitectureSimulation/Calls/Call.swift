import EventEngine
import TimeBase

/// The address of a live call in the slab.
struct CallID: BitwiseCopyable, Equatable {
  var index: UInt32

  static let none = CallID(index: .max)
}

/// One call in progress: a request at a client, or what somebody asked of a component.
///
/// A request is a stack of calls, each of which knows who waits for it (`parent`) and for whom it
/// waits (`child`). A caller that stops waiting cuts that tie, and the callee goes on for nobody:
/// abandoned work still costs. The record is one cache line.
package struct Call: BitwiseCopyable {
  enum State: UInt8, BitwiseCopyable {
    /// On the network towards the component.
    case travelling
    /// In the component's line, waiting for a worker or connection.
    case waiting
    /// A timer of its own is running: computing, waiting, being delayed.
    case working
    /// Shares a processor with others.
    case processing
    /// Waits for the outcome of `child`.
    case calling
    /// Waits between two attempts.
    case backingOff
    /// A job that failed waits to be delivered again.
    case awaitingRedelivery
    /// Waits for somebody else's load of the same key, or for a lock that somebody else has.
    case coalesced
    /// Waits for branches of its own.
    case joining
    /// Would go on if its instance were not frozen.
    case frozen
    /// No call any more, but what somebody holds of a pool.
    case held
    /// Accepted by a component that never answers.
    case hung
    /// Its answer is on the network.
    case returning
    /// It, or its answer, was on a network that is cut; its caller waits for nothing.
    case lost
    /// Over, and its place free for another call.
    case vacant
    /// Over; only an event that still mentions it keeps its place.
    case dead
  }

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// It is a job: nobody waits for it, and that is not a waste.
    static let job = Flags(rawValue: 1)
    /// It has been given a worker of its instance.
    static let holdsWorker = Flags(rawValue: 2)
    /// A breaker let it through to its current callee.
    static let permitted = Flags(rawValue: 4)
    /// Its last retry was for a timeout.
    static let retriesTimeout = Flags(rawValue: 8)
    /// Its last retry was for another failure.
    static let retriesFailure = Flags(rawValue: 16)
    /// No client waits for it: a job or something done for one, or work that was abandoned.
    static let background = Flags(rawValue: 32)
    /// It is a branch of its parent and no visit of its own: its station's books do not know it.
    static let branch = Flags(rawValue: 64)
    /// It runs on the connection of a transaction, or will.
    static let statement = Flags(rawValue: 128)

    /// Whose waiting shows in no level: nobody waits for it, or its parent's waiting shows.
    static let unseen: Flags = [.background, .branch]
  }

  var parent: CallID
  var child = CallID.none

  /// The deadline that runs for it, if any.
  var deadline = DeadlineLanes.noDeadline

  /// Its place in a line of its instance.
  var ticket: UInt32 = 0

  /// Where its draws come from: which request, and by which path through the calls it came here.
  var draws: DrawAddress
  var arrived: Instant

  /// When it took its place in line, or, once it has a worker, when it got it.
  var since: Instant

  /// The client and request name it all began with.
  var origin: UInt16
  var station: UInt16

  /// Instance of the station; `anyInstance` until one is chosen.
  var instance: UInt16

  /// The request's name here.
  var request: UInt16

  /// The next instruction of its handler.
  var counter: UInt16 = 0

  /// Through which site it is calling.
  var site: UInt16 = 0

  /// Children it has had: part of their draw addresses.
  var children: UInt16 = 0

  var outcome = Outcome.none
  var state: State
  var flags: Flags = []

  /// `pendingEvents` in the low six bits, of which a call never has more than a handful, and
  /// `deliveries` in the others.
  var eventsAndDeliveries: UInt16 = 0

  /// Attempts of the current site's call.
  var attempt: UInt16 = 0

  static let anyInstance = UInt16.max
}

extension Call {
  /// Its neighbours among the branches of its parent, kept where other calls have their arrival.
  var siblings: (previous: CallID, next: CallID) {
    get {
      let word = UInt64(bitPattern: arrived.nanoseconds)
      return (
        CallID(index: UInt32(truncatingIfNeeded: word >> 32)),
        CallID(index: UInt32(truncatingIfNeeded: word))
      )
    }
    set {
      let word = UInt64(newValue.previous.index) << 32 | UInt64(newValue.next.index)
      arrived = Instant(nanoseconds: Int64(bitPattern: word))
    }
  }

  /// Events in the timeline that mention this call.
  var pendingEvents: UInt8 {
    get { UInt8(truncatingIfNeeded: eventsAndDeliveries & 63) }
    set { eventsAndDeliveries = eventsAndDeliveries & ~63 | UInt16(newValue) & 63 }
  }

  /// One more event mentions this call.
  mutating func isMentioned() { eventsAndDeliveries &+= 1 }

  /// One less event mentions this call; there was one.
  mutating func isForgotten() { eventsAndDeliveries &-= 1 }

  /// Of a job: how often it has been given to a worker line. Of a call at a balancer: how many
  /// targets it has been sent to. It stays at 1,023, beyond which no policy counts deliveries.
  var deliveries: UInt16 {
    get { eventsAndDeliveries >> 6 }
    set { eventsAndDeliveries = eventsAndDeliveries & 63 | min(newValue, 1_023) << 6 }
  }
}

/// How a call ended.
struct Outcome: BitwiseCopyable, Equatable {
  /// Status in the low ten bits and cause in the high six, so that a call is one cache line.
  private var answer: UInt16

  /// The station where a failure arose.
  var culprit: UInt16

  init(status: UInt16, culprit: UInt16, cause: UInt8) {
    answer = status & 0x3FF | UInt16(cause) << 10
    self.culprit = culprit
  }

  /// HTTP-like status; 0 if there was no answer.
  var status: UInt16 {
    get { answer & 0x3FF }
    set { answer = answer & 0xFC00 | newValue & 0x3FF }
  }

  /// 0 for success; else the raw value of a `FailureCause`.
  var cause: UInt8 { UInt8(truncatingIfNeeded: answer >> 10) }

  static let none = Outcome(status: 0, culprit: 0, cause: 0)

  static func success(_ status: UInt16 = 200) -> Outcome {
    Outcome(status: status, culprit: 0, cause: 0)
  }

  static func failure(_ cause: FailureCause, at station: UInt16, status: UInt16 = 0) -> Outcome {
    Outcome(status: status, culprit: station, cause: cause.rawValue)
  }

  var isSuccess: Bool { cause == 0 }
}

/// Names the draws of one call, so that they are the same numbers whatever happens to other calls.
///
/// The low 48 bits say which request of which client it is, the high 16 by which path of calls and
/// repetitions the request came here. A first visit has path 0.
struct DrawAddress: BitwiseCopyable, Equatable {
  var index: UInt64

  static let requestMask: UInt64 = (1 << 48) - 1

  /// - Parameter salt: Sets the requests of one client apart from those of another.
  init(request serial: UInt64, salt: UInt64) {
    index = (serial ^ salt) & Self.requestMask
  }

  private init(index: UInt64) {
    self.index = index
  }

  /// The address of the `ordinal`-th call that this one makes, counted from 0.
  ///
  /// - Parameter isOnLoop: Whether the call may come back to this component, whose draws have to be
  ///   others then: a first call that is on no loop leaves the path as it is.
  func child(_ ordinal: UInt16, isOnLoop: Bool = false) -> DrawAddress {
    let path = (index >> 48) &* 31 &+ UInt64(ordinal) &+ (isOnLoop ? 1 : 0)
    return DrawAddress(index: (path << 48) | (index & Self.requestMask))
  }

  /// The address with which the request began.
  var root: DrawAddress { DrawAddress(index: index & Self.requestMask) }
}
