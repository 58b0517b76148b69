import ArchitectureModel
import Resilience

/// Transactions as one step of a handler makes them.
struct TransactionPlan: Sendable {
  /// The lane of the longest wait for a row; negative for that of the database.
  var lockTimeoutLane: Int
}

/// A database on which transactions run.
struct TransactionalPlan: Sendable {
  var station: Int
  var deadlockCheck: DeadlockCheck

  /// Instructions before an operation that open a connection, which a transaction has already.
  var connectingCount: Int
}
