import EventEngine
import TimeBase

/// Event loops that a call has to itself, whatever it does meanwhile.
///
/// On the loop's processor it stands like a computation without an end: it gets its turn, and nobody
/// else does until it gives the loop back.
extension Simulation {
  mutating func takeLoop(_ call: CallID) {
    let instance = host(of: call)
    calls[call].state = .processing
    instances[instance].processor.hold(call, at: now)
    armProcessor(instance)
  }

  mutating func giveLoop(of call: CallID) {
    let instance = host(of: call)
    instances[instance].processor.withdraw(call, at: now)
    armProcessor(instance)
  }

  /// A call ends in the middle of its steps: whatever these hold is let go of.
  mutating func letGoOfSteps(_ call: CallID) {
    guard !calls[call].flags.isDisjoint(with: [.holdsWorker, .branch, .statement]) else { return }
    let counter = Int(calls[call].counter)
    if program[counter].hasLoop { giveLoop(of: call) }
    if plan.lockDomainCount > 0 { letGoOfLocks(call, counter) }
    if !plan.disks.isEmpty { letGoOfDisk(call, counter) }
    // What a statement has of a file its transaction has, until that ends.
    if program[counter].file != .nothing, !calls[call].flags.contains(.statement) {
      letGoOfFile(call, counter)
    }
  }
}
