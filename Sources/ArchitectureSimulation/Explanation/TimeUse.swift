/// What a part of the time of a request goes to.
public enum TimeUse: UInt8, BitwiseCopyable, CaseIterable, Hashable, Sendable {
  /// In line for a worker, an event loop, a disk, or a connection of the client.
  case queue

  /// Waiting for a connection of a database, or for a part of a pool.
  case poolWait

  /// Waiting for a lock that somebody else has.
  case lock

  /// Waiting for somebody else's load of the same key.
  case sharedLoad

  /// Held back by a limit on the rate.
  case limit

  /// Worked on: computing, or whatever else takes time of its own.
  case service

  /// What a computation takes longer than it would alone on its processor.
  case contention

  /// Standing still with a process that pauses or is frozen.
  case pause
  case network

  /// Under way to somebody who never answers, or lost on the way.
  case unanswered

  /// Between two attempts.
  case backoff

  /// Attempts that failed and were made again, with all that they waited for.
  case retries

  /// Until the copy was sent that brought the answer of a hedged call.
  case hedge

  /// As reports call it.
  public var title: String {
    switch self {
    case .queue: "queue"
    case .poolWait: "pool wait"
    case .lock: "lock"
    case .sharedLoad: "another's load"
    case .limit: "rate limit"
    case .service: "service"
    case .contention: "contention"
    case .pause: "pause"
    case .network: "network"
    case .unanswered: "no answer"
    case .backoff: "backoff"
    case .retries: "failed attempts"
    case .hedge: "before the hedge"
    }
  }
}
