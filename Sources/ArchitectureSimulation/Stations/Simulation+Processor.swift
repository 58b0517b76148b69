import EventEngine
import TimeBase

/// Computations on the processors of instances.
extension Simulation {
  /// Lets a call compute beside others.
  mutating func process(_ call: CallID, for demand: TimeSpan, at instance: Int) {
    calls[call].state = .processing
    // Without priorities everybody's rank is the same, and who came first goes first.
    let rank = instances[instance].processor.isByPriority ? rank(of: call) : 0
    instances[instance].processor.add(call, demand: demand, rank: rank, at: now)
    armProcessor(instance)
  }

  /// Sees to it that an event is there when the next computation of an instance will be done.
  mutating func armProcessor(_ instance: Int) {
    guard let next = instances[instance].processor.nextFinish(after: now) else { return }
    // An event that rings too early finds nothing done and arms the next one.
    if let armed = instances[instance].processor.armed, armed <= next { return }
    instances[instance].processor.armed = next
    timeline.schedule(
      Event(.processor, subject: UInt32(truncatingIfNeeded: instance)), at: next,
      phase: .completion)
  }

  mutating func advanceProcessor(_ instance: Int) {
    if instances[instance].processor.armed == now { instances[instance].processor.armed = nil }
    while let call = instances[instance].processor.finish(at: now) {
      if witness != nil { touch(call) }
      workIsDone(call)
    }
    armProcessor(instance)
  }

  /// The lower, the more urgent.
  private mutating func rank(of call: CallID) -> Int64 {
    -Int64(priority(of: call))
  }
}
