import EventEngine
import Resilience
import TimeBase

/// Questions how loaded targets are that are on their way, and what the targets know to answer.
struct LoadDesk: ~Copyable {
  /// One question, and on its way back its answer.
  struct Message: BitwiseCopyable {
    var balancer: UInt32
    var target: UInt16

    /// Which of those that one call paid for.
    var ordinal: UInt16
    var draws: DrawAddress
    var requests: Int32 = 0
    var latency = TimeSpan.zero
  }

  var messages = Slab<Message>(capacity: 16)

  /// Of each instance, at its first process; empty if nobody is asked.
  var memories: [LoadMemory]

  /// How many each call met where it is; negative if it was never inside.
  var met = CallColumn<Int32>(blank: -1)

  init(_ plan: Plan) {
    memories =
      plan.asksForLoad ? Array(repeating: LoadMemory(), count: plan.instanceCount) : []
  }
}

/// How often a balancer asked how loaded targets are, and was answered.
struct LoadProbeBooks: BitwiseCopyable, Sendable {
  var sent: UInt64 = 0
  var answered: UInt64 = 0
}
