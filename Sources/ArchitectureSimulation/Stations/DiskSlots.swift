import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// The disks of an instance of a database: so many operations are there at once, and others wait in
/// the order in which they came.
struct DiskSlots: ~Copyable {
  var slots: WorkerPool<CallID>
  var books = DiskBooks()

  init(_ count: Int) {
    slots = WorkerPool(WorkerPoolPolicy(workers: count, queueLimit: nil))
  }
}

/// What is counted of disks.
struct DiskBooks: BitwiseCopyable, Sendable {
  var busy = TimeWeightedLevel()
  var waiting = TimeWeightedLevel()

  /// Operations that began there.
  var operations: UInt64 = 0
}

/// Parts of operations on the disks of a database.
///
/// That a call has a slot shows in where it stands in its program.
extension Simulation {
  /// Takes a slot or gives it back.
  ///
  /// - Returns: Whether the call goes on; if not, it waits.
  mutating func changesDisk(_ call: CallID, _ counter: Int) -> Bool {
    guard program[counter].operation == .takeDisk else {
      leaveDisk(call)
      return true
    }
    let disk = disk(of: call)
    guard case .waits(let ticket) = disks[disk].slots.arrive(call) else {
      disks[disk].books.busy.change(by: 1, at: now)
      disks[disk].books.operations &+= 1
      return true
    }
    disks[disk].books.waiting.change(by: 1, at: now)
    calls[call].state = .coalesced
    calls[call].ticket = ticket.index
    return false
  }

  /// Lets go of what a call that ends has of the disks, or of its place in their line.
  mutating func letGoOfDisk(_ call: CallID, _ counter: Int) {
    if program[counter].hasDisk {
      leaveDisk(call)
    } else if program[counter].operation == .takeDisk, calls[call].state == .coalesced {
      let disk = disk(of: call)
      disks[disk].slots.withdraw(QueueTicket(index: calls[call].ticket))
      disks[disk].books.waiting.change(by: -1, at: now)
    }
  }

  private mutating func leaveDisk(_ call: CallID) {
    let disk = disk(of: call)
    guard let heir = disks[disk].slots.finish() else {
      disks[disk].books.busy.change(by: -1, at: now)
      return
    }
    disks[disk].books.waiting.change(by: -1, at: now)
    disks[disk].books.operations &+= 1
    // From now on it stands where it has the slot: whatever ends it lets go of that.
    calls[heir].state = .working
    calls[heir].counter &+= 1
    calls[heir].pendingEvents &+= 1
    ready.append(.locked, heir)
  }

  private mutating func disk(of call: CallID) -> Int {
    stationPlans[Int(calls[call].station)].disk + Int(calls[call].instance)
  }
}
