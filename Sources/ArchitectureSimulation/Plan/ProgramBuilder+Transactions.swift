import ArchitectureModel

/// A transaction whose steps are being compiled.
struct TransactionBlock {
  var database: String

  /// Calls that roll it back if they fail.
  var statements: [Int] = []
}

/// Transactions: in the handlers that make them, and at the databases that carry them out.
extension ProgramBuilder {
  mutating func transaction(_ transaction: Transaction) {
    let name = transaction.database
    let number = builder.plan.transactions.count
    builder.plan.transactions.append(
      TransactionPlan(lockTimeoutLane: builder.lane(transaction.lockTimeout)))
    builder.plan.hasPools = true
    var failures = [statement(of: name, transaction.beginName, beginning: number)]
    transactions.append(TransactionBlock(database: name))
    append(transaction.steps)
    failures += transactions.removeLast().statements
    failures.append(statement(of: name, Transaction.commitName))
    // Without another way the handler ends, which rolls back.
    guard let otherwise = transaction.otherwise else { return }
    let jump = next
    append(Instruction(operation: .jump))
    for failure in failures { builder.plan.program[failure].target = UInt16(next) }
    append(Instruction(operation: .release, operand: builder.station(name)))
    append(otherwise)
    builder.plan.program[jump].target = UInt16(next)
  }

  /// The first statement of a transaction, or the last.
  private mutating func statement(
    of database: String, _ name: String, beginning number: Int = -1
  ) -> Int {
    let call = next
    let site = builder.site(
      CallPolicy(target: database), from: station, label: "\(label)/step \(stepCount) \(name)",
      as: name)
    builder.plan.sites[site].transaction = number
    if number < 0 { builder.plan.sites[site].flags = .statement }
    append(Instruction(operation: .call, operand: site))
    return call
  }

  /// Whether a call is part of a transaction that is being compiled; if so it is one of its statements.
  mutating func isStatement(_ policy: CallPolicy, as name: String?) -> Bool {
    guard let block = transactions.lastIndex(where: { $0.database == policy.target }) else {
      return false
    }
    let site = builder.site(policy, from: station, label: "\(label)/step \(stepCount)", as: name)
    builder.plan.sites[site].flags = .statement
    transactions[block].statements.append(next)
    append(Instruction(operation: .call, operand: site))
    return true
  }

  // MARK: At the database

  mutating func begin(of database: Database, _ beginning: Transaction.Beginning) {
    if database.pool == nil, let connecting = database.connecting {
      take(.wait, connecting, name: "connecting")
    }
    append(Instruction(operation: .begin))
    if beginning == .immediate { reserveFile() }
  }

  mutating func commit() {
    let question = next
    append(Instruction(operation: .commit))
    append(Instruction(operation: .jump, target: UInt16(question)))
    builder.plan.program[question].target = UInt16(next)
    append(Instruction(operation: .settle))
    if builder.plan.tracksVersions { append(Instruction(operation: .writeVersion)) }
  }
}

extension PlanBuilder {
  /// What a database does at the beginning and the end of transactions, if there are any on it.
  func addTransactions(of database: Database, _ number: Int) {
    let name = plan.names[number]
    let isUsed = architecture.components.contains { component in
      component.kind.allSteps.contains {
        if case .transaction(let transaction) = $0 { transaction.database == name } else { false }
      }
    }
    guard isUsed else { return }
    plan.stations[number].transactional = plan.transactionals.count
    plan.transactionals.append(
      TransactionalPlan(
        station: number, deadlockCheck: database.deadlockCheck,
        connectingCount: database.pool == nil && database.connecting != nil ? 1 : 0))
    for beginning in Transaction.Beginning.allCases
    where beginning == .deferred || database.writer != nil {
      let name = Transaction(database: name, beginning: beginning, steps: []).beginName
      var program = ProgramBuilder(self, station: number, label: name)
      program.begin(of: database, beginning)
      finish(program, for: name)
    }
    var program = ProgramBuilder(self, station: number, label: Transaction.commitName)
    program.commit()
    finish(program, for: Transaction.commitName)
  }
}
