import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// Which instance, and which of its processes, a call comes to.
extension Simulation {
  /// A call without a balancer goes to the instances in turn.
  @inline(__always)
  mutating func chooseInstance(for call: CallID, of number: Int) {
    guard stationPlans[number].instanceCount > 1 else {
      calls[call].instance = 0
      return
    }
    if stationPlans[number].owner >= 0 {
      // Part of the instance whose call asks for it.
      let holder = calls[call].parent
      calls[call].instance = holder == .none ? 0 : calls[holder].instance
      return
    }
    let count = stationPlans[number].machineCount
    let chosen = stations[number].nextInstance
    stations[number].nextInstance = chosen + 1 == count ? 0 : chosen + 1
    calls[call].instance = UInt16(truncatingIfNeeded: chosen)
  }

  /// The kernel gives a call that has reached an instance to one of its processes.
  mutating func chooseProcess(for call: CallID, of number: Int) {
    let machine = Int(calls[call].instance)
    let range = stationPlans[number].processes(of: machine)
    var chosen = 0
    switch stationPlans[number].spread {
    case .random:
      let word = self.word(for: call, Purpose.process)
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
