import ArchitectureSimulation

/// What only databases have.
extension ComponentRemarks {
  var disk: String? {
    component.disk.map { disk in
      "\(disk.slots == 1 ? "disk" : "\(disk.slots) disk slots") busy "
        + "\(Figure.share(disk.utilisation)) of the time, "
        + "\(Figure.number(disk.queueMean)) waiting on average"
    }
  }

  var connections: String? {
    component.connections.map { connections in
      let open = Figure.count(UInt64(max(0, connections.openMaximum)))
      let limit = connections.limit.map { " of \(Figure.count(UInt64(max(0, $0))))" } ?? ""
      var text =
        "\(Figure.number(connections.openMean)) connections open on average, at most "
        + "\(open)\(limit), in \(connections.pools) \(connections.pools == 1 ? "pool" : "pools")"
      text += "; \(Figure.count(connections.opened)) opened"
      if connections.refused > 0 {
        text += ", \(Figure.count(connections.refused)) refused as too many"
      }
      if connections.failed > 0 { text += ", \(Figure.count(connections.failed)) not opened" }
      return text
    }
  }

  var transactions: String? {
    component.transactions.map { transactions in
      var text =
        "\(Figure.count(transactions.committed)) transactions committed, "
        + "\(Figure.count(transactions.rolledBack)) rolled back"
      if transactions.deadlocks > 0 {
        text += " (\(Figure.count(transactions.deadlocks)) of them in deadlocks)"
      }
      return text + "; \(Figure.count(transactions.lockWaits)) waits for rows"
    }
  }
}
