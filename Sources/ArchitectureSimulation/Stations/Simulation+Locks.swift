import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Steps that exclude each other.
///
/// What a call has locked shows in where it stands in its program: each instruction knows the lock
/// around it, and that one the lock around itself.
extension Simulation {
  /// Takes or gives what the steps around an instruction hold.
  ///
  /// - Returns: Whether the call can go on.
  mutating func changesHands(_ call: CallID, _ counter: Int) -> Bool {
    switch program[counter].operation {
    case .lock: return takesLock(call, counter)
    case .unlock: unlock(counter, by: call)
    default: giveLoop(of: call)
    }
    return true
  }

  /// Takes the lock of an instruction; if somebody else has it, the call waits.
  ///
  /// - Returns: Whether the call can go on.
  mutating func takesLock(_ call: CallID, _ counter: Int) -> Bool {
    let lock = plan.locks[program[counter].operand]
    let held = HeldLock(domain: lock.domain, key: lockKey(of: call, lock))
    let transaction = plan.hasTransactions ? statements[call] : CallID.none
    let owner = transaction == .none ? call : transaction
    switch locks[held.domain].take(held.key, by: call, for: owner) {
    case .taken:
      if transaction != .none { transactions[transaction]?.locks.append(held) }
      return true
    case .hadAlready: return true
    case .waits: break
    }
    calls[call].state = .coalesced
    var lane = lock.timeoutLane
    if plan.hasTransactions { lane = waitsForRow(call, timeout: lane) }
    if lane >= 0 {
      calls[call].deadline = deadlines.set(lane, for: call, at: now, in: &timeline)
    }
    return false
  }

  /// At the end of the steps of a lock, or where the handler leaves them.
  mutating func unlock(_ instruction: Int, by call: CallID) {
    let lock = plan.locks[program[instruction].operand]
    letGo(of: HeldLock(domain: lock.domain, key: lockKey(of: call, lock)), by: call)
  }

  /// Gives up a lock if it is the owner's: the first in its line goes on.
  mutating func letGo(of lock: HeldLock, by owner: CallID) {
    let heir = locks[lock.domain].letGo(lock.key, by: owner)
    guard heir != .none else { return }
    if plan.hasTransactions, statements[heir] != .none {
      transactions[statements[heir]]?.locks.append(lock)
    }
    cancelDeadline(of: heir)
    // From now on it stands among the steps of the lock: whatever ends it lets go of the lock.
    calls[heir].state = .working
    calls[heir].counter &+= 1
    calls[heir].pendingEvents &+= 1
    ready.append(.locked, heir)
  }

  mutating func lockIsTaken(_ call: CallID) {
    calls[call].pendingEvents &-= 1
    if calls[call].state == .working {
      proceed(call)
    } else if calls[call].state == .dead, calls[call].pendingEvents == 0 {
      vacate(call)
    }
  }

  /// A call has waited too long for a lock.
  mutating func lockIsTooLate(_ call: CallID) {
    let counter = Int(calls[call].counter)
    leaveLockLine(call, counter)
    calls[call].state = .working
    guard program[counter].target != Instruction.noTarget else {
      end(call, .failure(.queueTimeout, at: calls[call].station, status: 503))
      return
    }
    calls[call].counter = program[counter].target
    proceed(call)
  }

  /// Lets go of all locks around an instruction.
  mutating func letGoOfLocks(_ call: CallID, _ counter: Int) {
    if calls[call].state == .coalesced, program[counter].operation == .lock {
      cancelDeadline(of: call)
      leaveLockLine(call, counter)
    }
    var lock = program[counter].enclosingLock
    while lock >= 0 {
      unlock(lock, by: call)
      lock = program[lock].enclosingLock
    }
  }

  mutating func leaveLockLine(_ call: CallID, _ counter: Int) {
    let lock = plan.locks[program[counter].operand]
    locks[lock.domain].leave(lockKey(of: call, lock), call)
  }

  mutating func lockKey(of call: CallID, _ lock: LockPlan) -> UInt64 {
    switch lock.attribute {
    case .key: key(of: call)
    case .tenant: tenant(of: call)
    case .address: address(of: call)
    case .all: lock.row
    }
  }

  /// Where a call goes on at a selection.
  mutating func selected(_ call: CallID, _ number: Int) -> UInt16 {
    let value = selectedValue(of: call, plan.selections[number].attribute)
    for way in plan.selections[number].cases where way.values.contains(value) {
      return way.target
    }
    return plan.selections[number].otherwise
  }

  private mutating func selectedValue(of call: CallID, _ attribute: Selection.Attribute) -> UInt64 {
    switch attribute {
    // Above the lower 40 bits stands which request name the key belongs to.
    case .key: key(of: call) & (1 << 40 - 1)
    case .tenant: tenant(of: call)
    case .priority: UInt64(bitPattern: Int64(priority(of: call)))
    case .token: UInt64(token(of: call).rawValue)
    case .scheme: isSecure(call) ? 1 : 0
    }
  }
}
