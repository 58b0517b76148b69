import TimeBase

/// One lock of many: a row, or what steps of a handler exclude each other by.
struct HeldLock: BitwiseCopyable, Equatable {
  var domain: Int
  var key: UInt64
}

/// A transaction between its beginning and its end, which holds a connection.
struct OpenTransaction {
  /// Which step of a handler began it.
  let number: Int

  /// What is being done on its connection; `none` while its caller does something else.
  var statement: CallID

  /// Rows that it has locked, in the order in which it did.
  var locks: [HeldLock] = []

  /// What it has of its database's file, and what it has read there.
  var file = Instruction.FileHold.nothing
  var snapshot = FileSnapshot()

  /// What the commits of its writes take.
  var commitTime = TimeSpan.zero

  /// Whether others will see something that it has written.
  var hasWritten = false

  /// Whether it is past the point at which it could be rolled back.
  var isCommitting = false

  /// Whether nobody will go on with it: it ends with the statement that is under way.
  var isLeft = false

  init(number: Int, statement: CallID) {
    self.number = number
    self.statement = statement
  }
}

/// What is counted of transactions.
struct TransactionBooks: BitwiseCopyable, Sendable {
  var begun: UInt64 = 0
  var committed: UInt64 = 0
  var rolledBack: UInt64 = 0

  /// Of those rolled back, victims of deadlocks.
  var deadlocks: UInt64 = 0

  /// Statements, and operations by themselves, that waited for a row.
  var lockWaits: UInt64 = 0

  /// Of all databases on which transactions run.
  static func all(_ plan: Plan) -> [TransactionBooks] { plan.transactionals.map { _ in .init() } }
}
