public import EventEngine
public import TimeBase

/// One thing that a handler does.
public indirect enum Step: Hashable, Sendable {
  /// Uses the processor.
  case compute(Distribution)

  /// Holds the worker and nothing else.
  case wait(Distribution)

  /// Calls another component and waits for the outcome. `name` is the request's name there; `nil`
  /// keeps it. A failed call runs `otherwise` if there is one, and else ends the handler with a
  /// failure that names the same cause.
  case call(CallPolicy, as: String?, otherwise: [Step]?)

  /// Looks the request's key up, and on a miss runs `otherwise` and stores what it brought.
  case cached(in: String, timeToLive: TimeSpan?, coalesced: Bool, otherwise: [Step])

  /// Hands a job to a queue and goes on; a full queue fails the handler.
  case enqueue(String)

  /// Ends the handler with this status.
  case respond(Int)

  /// Ends the handler with this status for a share of the requests.
  case fail(share: Double, status: Int)

  /// Runs `then` for a share of the requests and `otherwise` for the rest.
  case chance(share: Double, then: [Step], otherwise: [Step])
}
