import EventEngine
import Resilience
import TimeBase

/// Transactions that wait for rows, perhaps for each other's.
extension Simulation {
  /// A call waits for a row from now on, or for steps of a handler that others do.
  ///
  /// - Parameter lane: Of the longest wait where nobody says anything else.
  /// - Returns: The lane of its longest wait; negative for none.
  mutating func waitsForRow(_ call: CallID, timeout lane: Int) -> Int {
    let number = stationPlans[Int(calls[call].station)].transactional
    guard number >= 0 else { return lane }
    transactionBooks[number].lockWaits &+= 1
    guard let open = transactions[statements[call]] else { return lane }
    schedule(
      .deadlock, call, after: plan.transactionals[number].deadlockCheck.timeout, phase: .timer)
    let own = plan.transactions[open.number].lockTimeoutLane
    return own >= 0 ? own : lane
  }

  /// A statement has waited for a row for a while: if those who have it wait for its own transaction, it
  /// gives up, and that is rolled back.
  mutating func looksForDeadlock(_ call: CallID) {
    let counter = Int(calls[call].counter)
    guard calls[call].state == .coalesced, program[counter].operation == .lock else { return }
    let transaction = statements[call]
    guard transactions[transaction] != nil, isInCircle(transaction) else { return }
    let station = calls[call].station
    let books = stationPlans[Int(station)].transactional
    if transactionBooks[books].deadlocks == 0 {
      note("the first deadlock: a transaction is rolled back", at: Int(station))
    }
    transactionBooks[books].deadlocks &+= 1
    cancelDeadline(of: call)
    leaveLockLine(call, counter)
    calls[call].state = .working
    end(call, .failure(.deadlock, at: station, status: 500))
  }

  private mutating func isInCircle(_ transaction: CallID) -> Bool {
    var chain = WaitChain(from: transaction.index)
    while true {
      let next = holderAwaited(by: CallID(index: chain.last))
      guard next != .none else { return false }
      switch chain.follow(to: next.index) {
      case .goesOn: continue
      case .circle: return true
      case .circleOfOthers: return false
      }
    }
  }

  /// Who has the row that a transaction waits for; `none` if it waits for none.
  private mutating func holderAwaited(by transaction: CallID) -> CallID {
    guard let call = transactions[transaction]?.statement, call != .none,
      calls[call].state == .coalesced
    else { return .none }
    let counter = Int(calls[call].counter)
    guard program[counter].operation == .lock else { return .none }
    let lock = plan.locks[program[counter].operand]
    return locks[lock.domain].holder(of: lockKey(of: call, lock))
  }
}

/// Transactions on a file with one writer.
extension Simulation {
  /// What a statement asks of the file its transaction keeps, and what it would give back as well.
  ///
  /// - Returns: Whether the call goes on, its counter set; if not it sleeps, or has ended.
  mutating func statementChangesFile(_ call: CallID, _ counter: Int) -> Bool {
    let transaction = statements[call]
    guard let open = transactions[transaction] else { return false }
    let target = program[counter].target
    let isGranted: Bool
    switch program[counter].operation {
    case .readFile: isGranted = open.file != .nothing || readsOn(transaction, of: call)
    case .reserveFile:
      guard open.file != .reading else { return upgradesLock(call, open, target) }
      isGranted = open.file == .writing || reservesFile(transaction, of: call)
    case .commitFile:
      // That is done at the end of the transaction, and stands before what it takes.
      let time = time(of: call, Int(target))
      transactions[transaction]?.commitTime += time
      calls[call].counter = target &+ 1
      return true
    default: isGranted = true
    }
    guard isGranted else {
      sleepUntilFree(call, stationPlans[Int(calls[call].station)].file)
      return false
    }
    calls[call].attempt = 0
    calls[call].counter = target
    return true
  }

  private mutating func readsOn(_ transaction: CallID, of call: CallID) -> Bool {
    let file = stationPlans[Int(calls[call].station)].file
    guard let snapshot = files[file].readOn() else { return false }
    transactions[transaction]?.file = .reading
    transactions[transaction]?.snapshot = snapshot
    return true
  }

  private mutating func reservesFile(_ transaction: CallID, of call: CallID) -> Bool {
    let file = stationPlans[Int(calls[call].station)].file
    guard files[file].reserve(transaction, at: now) else { return false }
    transactions[transaction]?.file = .writing
    return true
  }

  /// A transaction that has read wants to write: if it cannot at once, it never can.
  private mutating func upgradesLock(
    _ call: CallID, _ open: OpenTransaction, _ target: UInt16
  ) -> Bool {
    let file = stationPlans[Int(calls[call].station)].file
    let transaction = statements[call]
    guard files[file].upgrade(transaction, open.snapshot, at: now) else {
      files[file].books.timeouts &+= 1
      end(call, .failure(.locked, at: calls[call].station))
      return false
    }
    transactions[transaction]?.file = .writing
    calls[call].counter = target
    return true
  }

  /// Whether a transaction can commit now; if not, the call sleeps and asks again, or has ended.
  mutating func commitsFile(_ call: CallID) -> Bool {
    let file = stationPlans[Int(calls[call].station)].file
    let transaction = statements[call]
    guard transactions[transaction]?.file == .writing, !files[file].commit(transaction) else {
      return true
    }
    sleepUntilFree(call, file)
    return false
  }
}
