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

  /// Of each call: how many it met where it is; a side table, so that calls of other models carry
  /// nothing for it.
  private var met: [Int32] = []

  init(_ plan: Plan) {
    memories =
      plan.asksForLoad ? Array(repeating: LoadMemory(), count: plan.instanceCount) : []
  }

  mutating func setMet(_ call: CallID, _ requests: Int64) {
    if met.count <= Int(call.index) {
      met += Array(repeating: -1, count: Int(call.index) + 1 - met.count)
    }
    met[Int(call.index)] = Int32(clamping: requests)
  }

  /// How many a call has met that leaves; `nil` if it was never inside.
  mutating func takeMet(_ call: CallID) -> Int? {
    guard Int(call.index) < met.count, met[Int(call.index)] >= 0 else { return nil }
    defer { met[Int(call.index)] = -1 }
    return Int(met[Int(call.index)])
  }
}

/// How often a balancer asked how loaded targets are, and was answered.
struct LoadProbeBooks: BitwiseCopyable, Sendable {
  var sent: UInt64 = 0
  var answered: UInt64 = 0
}
