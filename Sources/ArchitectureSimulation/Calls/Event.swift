/// Something that will happen, as the timeline holds it: what, and to whom.
///
/// One word, so that an event is moved around in the timeline as such.
package struct Event: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// An open client sends its next request. Subject: the client's station.
    case arrival = 1
    /// A user of a closed client has thought enough. Subject: the user; place: the station.
    case think
    /// A call reaches its component. Subject: the call, as in all that follow without a word.
    case delivery
    /// A computation, wait, lookup or delay is over.
    case work
    /// A processor-sharing instance may have finished something. Subject: the instance.
    case processor
    /// An answer reaches the caller.
    case response
    /// The wait before the next attempt is over.
    case retry
    /// The front deadline of a lane has come. Subject: the lane.
    case deadline
    /// A waiting call's own patience has ended.
    case impatience
    /// A fault begins. Subject: the fault.
    case faultStart
    case faultEnd
    /// A process stops for a while. Subject: the instance, as in the two that follow.
    case pauseStart
    case pauseEnd
    /// A process that crashed listens again.
    case booted
    /// Something is due at an instance that comes or goes. Subject: the machine; place: what is due, and
    /// of which of its lives.
    case machine
    /// The pause of a deploy after an instance is over. Subject: the fault.
    case rollout
    /// An autoscaler looks at its service. Place: the station.
    case autoscale
    /// It is time to look at a level that starts a fault. Subject: the fault.
    case look
    /// A replica may have to become the primary. Subject: the replication.
    case promote
    /// A batch of writes that wait may be due. Subject: the buffer.
    case flush
    /// A packet of the handshake arrives that a call waits for.
    case handshake
    /// A message that was lost is sent again.
    case resend
    /// A balancer checks one of its targets. Subject: the balancer; place: the target.
    case check
    /// A question how loaded it is reaches a target. Subject: the message, as in the next.
    case loadProbe
    /// The answer reaches the balancer.
    case loadAnswer
    /// Something is due at the pool of a caller. Subject: the pool; place: what.
    case connection
    /// A statement has waited for a row for a while. Subject: the call.
    case deadlock

    /// Whether its subject is a call.
    var isAboutCall: Bool {
      switch self {
      case .delivery, .work, .response, .retry, .impatience, .handshake, .resend, .deadlock: true
      case .arrival, .think, .processor, .deadline, .faultStart, .faultEnd, .pauseStart, .pauseEnd,
        .booted, .machine, .rollout, .autoscale, .look, .promote, .flush, .check, .loadProbe,
        .loadAnswer, .connection:
        false
      }
    }
  }

  /// The kind as it lies in memory in the lowest byte, the place in the upper half of the lower 32 bits, and the subject.
  private let word: UInt64

  init(_ kind: Kind, place: UInt16 = 0, subject: UInt32 = 0) {
    let byte = unsafeBitCast(kind, to: UInt8.self)
    word = UInt64(subject) << 32 | UInt64(place) << 16 | UInt64(byte)
  }

  var kind: Kind {
    // The byte came from a kind: there is one way to make an event.
    unsafeBitCast(UInt8(truncatingIfNeeded: word), to: Kind.self)
  }

  var place: UInt16 { UInt16(truncatingIfNeeded: word >> 16) }

  var subject: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
}
