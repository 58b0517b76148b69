import EventEngine
import TimeBase

/// A call that stands still, and what it does when it moves again.
struct Suspended: BitwiseCopyable {
  enum Continuation: BitwiseCopyable {
    /// Works on for so long, at the pace of an instance that nothing slows.
    case work(TimeSpan)
    /// Goes on with its program.
    case program
    /// Learns of the outcome that stands in it.
    case outcome
  }

  var call: CallID
  var continuation: Continuation
}

/// Work that is under way when its instance becomes slower, stands still, or loses workers.
extension Simulation {
  /// Starts the timer of a step that takes time.
  mutating func work(_ call: CallID, for time: TimeSpan, phase: Phase = .completion) {
    calls[call].state = .working
    if plan.changesPace { watchTimer(of: call, until: now + time) }
    schedule(.work, call, after: time, phase: phase)
  }

  /// Remembers a timer whose end may have to be moved.
  @inline(never)
  private mutating func watchTimer(of call: CallID, until end: Instant) {
    workTimers.set(call, end, at: instance(of: call))
  }

  /// Whether the event of a timer was overtaken: its call ends later or earlier now.
  mutating func isOvertaken(_ call: CallID) -> Bool {
    guard calls[call].state == .working, workTimers.end(of: call) == now else { return true }
    workTimers.stop(call)
    return false
  }

  /// How many times as long everything takes at an instance.
  mutating func slowness(of instance: Int) -> Double {
    stations[instances[instance].station].slowness * instances[instance].slowness
  }

  /// Moves the ends of all work of an instance whose pace has changed.
  mutating func changePace(of instance: Int, from before: Double) {
    let ratio = slowness(of: instance) / before
    for call in working(at: instance) {
      let left = workTimers.end(of: call) - now
      work(call, for: TimeSpan(roundingNanoseconds: Double(left.nanoseconds) * ratio))
    }
    instances[instance].processor.setSlowness(slowness(of: instance), at: now)
    armProcessor(instance)
  }

  mutating func changeFreezes(of instance: Int, by step: Int) {
    let wasFrozen = instances[instance].freezes > 0
    instances[instance].freezes += step
    let isFrozen = instances[instance].freezes > 0
    guard wasFrozen != isFrozen else { return }
    instances[instance].processor.setFrozen(isFrozen, at: now)
    if plan.hasOwnedQueues { freezeQueues(of: instance, by: step) }
    if isFrozen {
      for call in working(at: instance) { instances[instance].frozen.append(suspend(call)) }
    } else {
      let calls = instances[instance].frozen
      instances[instance].frozen = []
      for suspended in calls { resume(suspended) }
      connectionsThaw(at: instance)
      armProcessor(instance)
    }
  }

  /// What is part of a process stands still with it.
  private mutating func freezeQueues(of instance: Int, by step: Int) {
    let owner = instances[instance].station
    let number = instance - stationPlans[owner].firstInstance
    for station in plan.queues
    where plan.stations[station].owner == owner && plan.stations[station].sharers == 1 {
      changeFreezes(of: plan.stations[station].firstInstance + number, by: step > 0 ? 1 : -1)
    }
  }

  /// Whether a call has to stand still with its instance; if so it is put aside.
  mutating func standsStill(_ call: CallID, _ continuation: Suspended.Continuation) -> Bool {
    let station = Int(calls[call].station)
    guard case .server = stationPlans[station].role else { return false }
    let instance = stationPlans[station].firstInstance + Int(calls[call].instance)
    guard instances[instance].freezes > 0 else { return false }
    instances[instance].frozen.append(putAside(call, continuation))
    return true
  }

  /// Stops the work of a call.
  mutating func suspend(_ call: CallID) -> Suspended {
    let instance =
      stationPlans[Int(calls[call].station)].firstInstance + Int(calls[call].instance)
    let left = Double((workTimers.end(of: call) - now).nanoseconds) / slowness(of: instance)
    workTimers.stop(call)
    return putAside(call, .work(TimeSpan(roundingNanoseconds: left)))
  }

  mutating func putAside(
    _ call: CallID, _ continuation: Suspended.Continuation
  ) -> Suspended {
    if witness != nil { touch(call) }
    calls[call].state = .frozen
    // The list mentions the call, whatever becomes of it.
    calls[call].pendingEvents &+= 1
    return Suspended(call: call, continuation: continuation)
  }

  /// Lets a call go on, unless it has been broken off.
  mutating func resume(_ suspended: Suspended) {
    let call = suspended.call
    calls[call].pendingEvents &-= 1
    guard calls[call].state == .frozen else {
      if calls[call].state == .dead, calls[call].pendingEvents == 0 { vacate(call) }
      return
    }
    if witness != nil { touch(call) }
    calls[call].state = .working
    if standsStill(call, suspended.continuation) { return }
    switch suspended.continuation {
    case .work(let left):
      let instance =
        stationPlans[Int(calls[call].station)].firstInstance + Int(calls[call].instance)
      work(
        call, for: TimeSpan(roundingNanoseconds: Double(left.nanoseconds) * slowness(of: instance)))
    case .program: proceed(call)
    case .outcome: programResumes(call)
    }
  }

  /// Calls of an instance whose timers run, by address.
  ///
  /// - Complexity: O(*n* log *n*), where *n* calls work there.
  mutating func working(at instance: Int) -> [CallID] {
    let station = instances[instance].station
    let number = instance - stationPlans[station].firstInstance
    var found: [CallID] = []
    var next = workTimers.first(at: instance)
    while next != .none {
      let call = next
      next = workTimers.next(after: call)
      // Who was broken off in the middle of its work is still among them.
      guard calls[call].state == .working, Int(calls[call].station) == station,
        Int(calls[call].instance) == number
      else { continue }
      found.append(call)
    }
    found.sort { $0.index < $1.index }
    return found
  }
}
