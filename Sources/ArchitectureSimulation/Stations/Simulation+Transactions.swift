import EventEngine
import Resilience
import TimeBase

/// Transactions: a connection, and what was locked through it, are held from the first statement to the
/// last.
///
/// A transaction is a record that its caller holds, like what it holds of pools, and that keeps a worker
/// of the database. It is no visit; its statements are, and need no worker of their own.
extension Simulation {
  /// Begins a transaction, commits it, takes the time that this takes, or changes what the call has of a
  /// file.
  ///
  /// - Returns: Whether the call goes on, its counter set.
  mutating func changesTransaction(_ call: CallID, _ counter: Int) -> Bool {
    switch program[counter].operation {
    case .begin:
      guard beginsTransaction(call) else { return false }
      calls[call].counter &+= 1
    case .commit:
      guard commitsFile(call) else { return false }
      calls[call].attempt = 0
      calls[call].counter = program[counter].target
    case .readFile, .reserveFile, .commitFile, .leaveFile:
      return changesFile(call, counter)
    default:
      calls[call].counter &+= 1
      let transaction = statements[call]
      transactions[transaction]?.isCommitting = true
      guard let time = transactions[transaction]?.commitTime, time > .zero else { return true }
      // When its timer rings it is past this instruction.
      calls[call].counter &-= 1
      let slowness = slowness(of: instance(of: call))
      work(call, for: TimeSpan(roundingNanoseconds: Double(time.nanoseconds) * slowness))
      return false
    }
    return true
  }

  /// At the database, with a connection: the transaction has it from now on, and the call is its first
  /// statement.
  private mutating func beginsTransaction(_ call: CallID) -> Bool {
    let caller = calls[call].parent
    guard caller != .none else {
      // Who asked for it has gone away in the meantime.
      end(call, .success())
      return false
    }
    let station = Int(calls[call].station)
    var record = calls[call]
    record.state = .held
    record.flags = record.flags.intersection([.background, .holdsWorker]).union(.branch)
    record.ticket = holdings.first(of: caller).index
    record.pendingEvents = 0
    let transaction = CallID(index: calls.insert(record))
    holdings.setFirst(of: caller, transaction)
    if stationPlans[station].connector >= 0 { leases[transaction] = leases.take(call) }
    calls[call].flags.remove(.holdsWorker)
    calls[call].flags.insert(.statement)
    statements[call] = transaction
    transactions[transaction] = OpenTransaction(
      number: sites[Int(calls[caller].site)].transaction, statement: call)
    transactionBooks[stationPlans[station].transactional].begun &+= 1
    return true
  }

  // MARK: Statements

  /// Whether there is still somebody who waits for a statement that reaches its database; if so, it goes
  /// to the machine where its transaction is.
  mutating func findsTransaction(_ call: CallID) -> Bool {
    guard calls[call].parent != .none else {
      // Its connection was closed before it.
      release(call)
      return false
    }
    let transaction = openTransaction(of: call)
    if transaction != .none { calls[call].instance = calls[transaction].instance }
    return true
  }

  /// What the caller of a statement has begun at its database; `none` if that is over.
  private mutating func openTransaction(of call: CallID) -> CallID {
    var holding = holdings.first(of: calls[call].parent)
    while holding != .none, calls[holding].station != calls[call].station {
      holding = CallID(index: calls[holding].ticket)
    }
    return holding
  }

  /// A statement begins on the connection of its transaction.
  mutating func startStatement(_ call: CallID) {
    let station = Int(calls[call].station)
    let transaction = openTransaction(of: call)
    guard transaction != .none else {
      // It was lost in a crash, which its caller learns now.
      turnAway(call, .failure(.crashed, at: calls[call].station))
      return
    }
    statements[call] = transaction
    transactions[transaction]?.statement = call
    calls[call].state = .working
    let entry = self.entry(of: Int(calls[call].request), at: station)
    guard entry != Instruction.noTarget else {
      end(call, .failure(.error, at: calls[call].station, status: 404))
      return
    }
    let connecting = plan.transactionals[stationPlans[station].transactional].connectingCount
    let isOperation = !isCommit(entry)
    calls[call].counter = entry &+ UInt16(isOperation ? connecting : 0)
    proceed(call)
  }

  private mutating func isCommit(_ entry: UInt16) -> Bool {
    program[Int(entry)].operation == .commit
  }

  /// A statement is done, or has failed: that may be the end of its transaction.
  mutating func statementHasEnded(_ call: CallID, _ outcome: Outcome) {
    let transaction = statements.take(call)
    guard transaction != .none, let open = transactions[transaction] else { return }
    transactions[transaction]?.statement = .none
    let isCommitted = open.isCommitting && outcome.isSuccess
    if isCommitted || !outcome.isSuccess || open.isLeft {
      close(transaction, isCommitted: isCommitted)
    }
  }

  /// Whether what a call has written shows only when its transaction is committed.
  mutating func isPostponed(_ call: CallID) -> Bool {
    let transaction = statements[call]
    guard transaction != .none, let open = transactions[transaction] else { return false }
    if open.isCommitting { return !open.hasWritten }
    transactions[transaction]?.hasWritten = true
    return true
  }

  // MARK: Ends

  /// Whoever began a transaction will not go on with it: it is rolled back, as soon as its connection has
  /// nothing else to do.
  mutating func isLeft(_ transaction: CallID) {
    calls[transaction].parent = .none
    transactions[transaction]?.isLeft = true
    if transactions[transaction]?.statement == CallID.none {
      close(transaction, isCommitted: false)
    }
  }

  /// Gives back all that a transaction holds.
  private mutating func close(_ transaction: CallID, isCommitted: Bool) {
    guard let open = transactions.take(transaction) else { return }
    let station = Int(calls[transaction].station)
    let books = stationPlans[station].transactional
    if isCommitted {
      transactionBooks[books].committed &+= 1
    } else {
      transactionBooks[books].rolledBack &+= 1
    }
    let holder = calls[transaction].parent
    if holder != .none { strike(transaction, of: holder) }
    for lock in open.locks { letGo(of: lock, by: transaction) }
    letGoOfFile(of: transaction, open, isCommitted: isCommitted)
    freeWorker(of: transaction, at: instance(of: transaction))
    release(transaction)
  }

  private mutating func letGoOfFile(
    of transaction: CallID, _ open: OpenTransaction, isCommitted: Bool
  ) {
    let file = stationPlans[Int(calls[transaction].station)].file
    switch open.file {
    case .nothing: break
    case .reading: files[file].endRead(open.snapshot)
    case .writing: files[file].endWrite(transaction, isCommitted: isCommitted, at: now)
    }
  }

  /// Machines of a database have crashed, and with them what was idle in a transaction.
  mutating func transactionsHaveCrashed(with affected: Range<Int>) {
    guard plan.hasTransactions else { return }
    for address in 0..<calls.addressLimit {
      let record = CallID(index: UInt32(truncatingIfNeeded: address))
      guard calls[record].state == .held, transactions[record] != nil,
        affected.contains(instance(of: record))
      else { continue }
      close(record, isCommitted: false)
    }
  }
}
