import EventEngine
import Resilience
import TimeBase

/// How a call comes into a component.
extension Simulation {
  /// A call reaches its component.
  mutating func arrive(_ call: CallID) {
    let number = Int(calls[call].station)
    let isPlain = stationPlans[number].isPlain
    guard isPlain || findsItsWay(call, in: number) else { return }
    if calls[call].instance == Call.anyInstance { chooseInstance(for: call, of: number) }
    let instance = stationPlans[number].firstInstance &+ Int(calls[call].instance)
    calls[call].arrived = now
    calls[call].since = now
    recorder.arrive(
      at: number, instance, inBackground: calls[call].flags.contains(.background), now)
    if stations[number].isDisturbed || instances[instance].crashes > 0,
      meetsFault(call, number, instance)
    {
      return
    }
    if isPlain {
      standInLine(call, at: instance)
    } else {
      comesIn(call, number, instance)
    }
  }

  /// Leads a statement to its connection, and any call to a process.
  ///
  /// - Returns: Whether the call goes on at once.
  @inline(never)
  private mutating func findsItsWay(_ call: CallID, in number: Int) -> Bool {
    if calls[call].flags.contains(.statement), !findsTransaction(call) { return false }
    guard stationPlans[number].processes > 1 else { return true }
    if calls[call].instance == Call.anyInstance { chooseInstance(for: call, of: number) }
    chooseProcess(for: call, of: number)
    return true
  }

  /// Whether a fault keeps a call from coming in.
  @inline(never)
  private mutating func meetsFault(_ call: CallID, _ number: Int, _ instance: Int) -> Bool {
    if stations[number].refusals > 0
      || instances[instance].crashes > 0 && stationPlans[number].broker < 0
    {
      turnAway(call, .failure(.refused, at: UInt16(truncatingIfNeeded: number)))
      return true
    }
    if stations[number].hangs > 0 {
      calls[call].state = .hung
      if stationPlans[number].isQueue {
        recorder.jobs[stationPlans[number].jobs].counts.hanging += 1
      }
      return true
    }
    guard stations[number].isDegraded, let failure = drawnQuickFailure(of: call, number, instance)
    else { return false }
    recorder.complete(calls[call], at: number, instance, failure, now)
    answer(call, failure)
    return true
  }

  /// A call comes into a component that does more than give it a worker.
  private mutating func comesIn(_ call: CallID, _ number: Int, _ instance: Int) {
    switch stationPlans[number].role {
    case .balancer(let balancer):
      balance(call, balancer + stationPlans[number].state(of: calls[call].instance))
    case .server:
      if stationPlans[number].hasDoor, !isLetIn(call, at: instance) {
        turnAway(call, .failure(.rejected, at: calls[call].station, status: 503))
      } else if stationPlans[number].isQueue {
        acceptJob(call, at: instance)
      } else if calls[call].flags.contains(.statement) {
        startStatement(call)
      } else {
        standInLine(call, at: instance)
      }
    case .client:
      preconditionFailure("nobody calls a client")
    }
  }
}
