import ArchitectureSimulation

/// What only databases have.
extension JSONReport {
  static func members(of disk: ComponentResult.Disk?) -> [JSONTree.Member] {
    guard let disk else { return [] }
    return [
      .init(
        "disk",
        .inline([
          "slots": .whole(disk.slots), "operations": .count(disk.operations),
          "busyMean": .number(disk.busyMean), "utilisation": .number(disk.utilisation),
          "queueMean": .number(disk.queueMean), "queueMax": .whole(disk.queueMaximum),
        ]))
    ]
  }

  static func members(of connections: ComponentResult.Connections?) -> [JSONTree.Member] {
    guard let connections else { return [] }
    return [
      .init(
        "connections",
        .inline([
          "pools": .whole(connections.pools),
          "limit": .optional(connections.limit, JSONTree.whole),
          "openMean": .number(connections.openMean), "openMax": .whole(connections.openMaximum),
          "openAtEnd": .whole(connections.openAtEnd), "opened": .count(connections.opened),
          "refused": .count(connections.refused), "failed": .count(connections.failed),
        ]))
    ]
  }

  static func members(of transactions: ComponentResult.Transactions?) -> [JSONTree.Member] {
    guard let transactions else { return [] }
    return [
      .init(
        "transactions",
        .inline([
          "begun": .count(transactions.begun), "committed": .count(transactions.committed),
          "rolledBack": .count(transactions.rolledBack),
          "deadlocks": .count(transactions.deadlocks),
          "lockWaits": .count(transactions.lockWaits),
          "openAtEnd": .count(transactions.openAtEnd),
        ]))
    ]
  }
}
