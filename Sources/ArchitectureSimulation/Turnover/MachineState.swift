import Resilience
import TimeBase

/// An instance of the model, with all its processes, that comes and goes while the run lasts.
struct MachineState: BitwiseCopyable {
  enum Phase: UInt8, BitwiseCopyable {
    /// Ready; whoever may sends to it.
    case serving
    /// Told to end, or about to be.
    case leaving
    /// Boots, or listens and is not ready yet.
    case starting
    /// Not there.
    case absent
  }

  var phase = Phase.serving

  /// Whether others send to it.
  var isListed = true

  /// Whether its processes have been told to end, and take nothing in.
  var isTold = false

  /// The work in progress once they have.
  var drain = GracefulDrain()

  /// Whether it is started again once it has ended.
  var comesBack = false

  /// Whether nobody wants it any more by the time it is ready.
  var isUnwanted = false

  /// The deploy that waits for it to be ready; negative for none.
  var rollout = -1

  /// Goes up with every end and every beginning, so that an event of an earlier one is known as such.
  var epoch: UInt16 = 0
}

/// What is due at an instance that comes or goes.
enum MachineStep: UInt16 {
  /// Nobody sends to it any more.
  case unlist
  /// Its processes are told to end.
  case tell
  /// They are killed.
  case cutOff
  /// It is ready.
  case ready
}

/// A deploy on its way through the instances of a service.
struct Rollout: BitwiseCopyable {
  /// The instance whose turn is next.
  var next = 0

  /// Instances that are away.
  var awayCount = 0
}

/// A place at a balancer where an instance can be listed.
struct Listing: BitwiseCopyable, Sendable {
  var balancer: Int
  var target: Int
}
