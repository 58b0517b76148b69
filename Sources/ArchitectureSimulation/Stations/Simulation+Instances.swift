import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// Which instance, and which of its processes, a call comes to.
extension Simulation {
  /// A call without a balancer goes to the instances in turn.
  @inline(__always)
  mutating func chooseInstance(for call: CallID, of number: Int) {
    if stationPlans[number].instanceCount > 1 {
      chooseAmongInstances(for: call, of: number)
    } else {
      calls[call].instance = 0
    }
  }

  @inline(never)
  private mutating func chooseAmongInstances(for call: CallID, of number: Int) {
    if stationPlans[number].replication >= 0 {
      chooseReplica(for: call, of: number)
      return
    }
    if stationPlans[number].owner >= 0 {
      // Part of the instance whose call asks for it.
      let holder = calls[call].parent
      let process = holder == .none ? 0 : calls[holder].instance
      let sharers = stationPlans[number].sharers
      calls[call].instance =
        sharers > 1 ? process / UInt16(truncatingIfNeeded: sharers) : process
      return
    }
    let count = stationPlans[number].machineCount
    if stationPlans[number].firstMachine >= 0 { passOverUnlisted(at: number) }
    let chosen = stations[number].nextInstance
    stations[number].nextInstance = chosen + 1 == count ? 0 : chosen + 1
    calls[call].instance = UInt16(truncatingIfNeeded: chosen)
  }

  private mutating func isPartlyDead(_ range: Range<Int>) -> Bool {
    var deadCount = 0
    for process in range where instances[process].crashes > 0 { deadCount += 1 }
    return deadCount > 0 && deadCount < range.count
  }

  /// One of the processes that live, each with the same chance.
  private mutating func survivor(for call: CallID, in range: Range<Int>) -> Int {
    let living = range.filter { instances[$0].crashes == 0 }
    let word = self.word(for: call, Purpose.process)
    return living[Int(word.multipliedFullWidth(by: UInt64(living.count)).high)]
  }

  /// Turns to the next instance that is listed; if none is, callers go on as before.
  private mutating func passOverUnlisted(at number: Int) {
    let (first, count) = (stationPlans[number].firstMachine, stationPlans[number].machineCount)
    for offset in 0..<count {
      let candidate = (stations[number].nextInstance + offset) % count
      guard machines[first + candidate].isListed else { continue }
      stations[number].nextInstance = candidate
      return
    }
  }

  /// The kernel gives a call that has reached an instance to one of its processes.
  mutating func chooseProcess(for call: CallID, of number: Int) {
    let machine = Int(calls[call].instance)
    let range = stationPlans[number].processes(of: machine)
    var chosen = 0
    // Who is dead accepts nothing, and whoever else is there gets it.
    if stationPlans[number].watchesAvailability, isPartlyDead(range) {
      calls[call].instance = UInt16(
        truncatingIfNeeded: survivor(for: call, in: range) - stationPlans[number].firstInstance)
      return
    }
    switch stationPlans[number].spread {
    case .random:
      let word = self.word(for: call, Purpose.process)
      guard stationPlans[number].processMix < 0 else {
        chosen = mixes[stationPlans[number].processMix].option(for: word)
        break
      }
      chosen = Int(word.multipliedFullWidth(by: UInt64(range.count)).high)
    case .roundRobin:
      chosen = instances[range.lowerBound].nextProcess
      instances[range.lowerBound].nextProcess = chosen + 1 == range.count ? 0 : chosen + 1
    case .leastLoaded:
      var least = Int64.max
      for process in range where recorder.instances[process].inSystem.level < least {
        least = recorder.instances[process].inSystem.level
        chosen = process - range.lowerBound
      }
    }
    calls[call].instance = UInt16(truncatingIfNeeded: machine * range.count + chosen)
  }
}
