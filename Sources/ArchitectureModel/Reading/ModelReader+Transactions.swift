/// Transactions, and what cannot be part of one.
extension ModelReader {
  func transaction(_ reader: ObjectReader) -> Step {
    let transaction = Transaction(
      database: reader.name("transaction", of: .database) ?? "",
      beginning: reader.choice("begin") ?? .deferred, steps: reader.steps("do") ?? [],
      lockTimeout: reader.span("lockTimeout"), otherwise: reader.steps("otherwise"))
    if let node = reader.value("do") { checkStatements(of: transaction, at: node) }
    return .transaction(transaction)
  }

  private func checkStatements(of transaction: Transaction, at node: Node) {
    let name = transaction.database
    for step in transaction.steps.flatMap(\.onOneConnection) {
      switch step {
      case .transaction(let inner) where inner.database == name:
        report(
          .rule("a transaction of '\(name)' within one of '\(name)' is not possible"), at: node)
      case .call(let policy, _, let otherwise) where policy.target == name:
        guard policy.retry != nil || policy.hedge != nil || otherwise != nil else { continue }
        let message =
          "a call of '\(name)' that fails rolls the transaction back: it has no \"retry\","
          + " \"hedge\" or \"otherwise\" of its own"
        report(.rule(message), at: node)
      default: continue
      }
    }
  }
}
