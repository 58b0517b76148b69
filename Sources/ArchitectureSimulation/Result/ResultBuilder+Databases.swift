import RunStatistics

/// The figures that only databases have.
extension ResultBuilder {
  func disk(_ station: Int, in part: Part) -> ComponentResult.Disk? {
    let first = plan.stations[station].disk
    guard first >= 0 else { return nil }
    let range = first..<first + plan.stations[station].instanceCount
    let before = part.before?.extras.disks
    let after = part.after.extras.disks
    return ComponentResult.Disk(
      slots: plan.disks[range].reduce(0, +),
      operations: range.reduce(0) {
        $0 + after[$1].operations - (before?[$1].operations ?? 0)
      },
      busyMean: mean(range, of: after, since: before, \.busy, in: part),
      queueMean: mean(range, of: after, since: before, \.waiting, in: part),
      queueMaximum: range.reduce(0) { sum, disk in
        sum + Int(after[disk].waiting.maximum)
      })
  }

  func connections(_ station: Int, in part: Part) -> ComponentResult.Connections? {
    let number = plan.stations[station].connector
    guard number >= 0 else { return nil }
    let connector = plan.connectors[number]
    let servers = plan.stations[station].instanceCount
    let range = connector.firstServer..<connector.firstServer + servers
    let after = part.after.extras.connections
    let before = part.before?.extras.connections
    func count(_ figure: (ConnectionBooks) -> UInt64) -> UInt64 {
      range.reduce(0) { sum, server in
        sum + figure(after[server]) - (before.map { figure($0[server]) } ?? 0)
      }
    }
    return ComponentResult.Connections(
      pools: servers * connector.callers.count, limit: connector.backends.map { $0 * servers },
      openMean: mean(range, of: after, since: before, \.open, in: part),
      openMaximum: range.reduce(0) { $0 + Int(after[$1].open.maximum) },
      openAtEnd: range.reduce(0) { $0 + Int(after[$1].open.level) },
      opened: count(\.opened), refused: count(\.refused), failed: count(\.failed))
  }

  func transactions(_ station: Int, in part: Part) -> ComponentResult.Transactions? {
    let number = plan.stations[station].transactional
    guard number >= 0 else { return nil }
    let later = part.after.extras.transactions[number]
    let earlier = part.before?.extras.transactions[number] ?? TransactionBooks()
    return ComponentResult.Transactions(
      begun: later.begun - earlier.begun, committed: later.committed - earlier.committed,
      rolledBack: later.rolledBack - earlier.rolledBack,
      deadlocks: later.deadlocks - earlier.deadlocks,
      lockWaits: later.lockWaits - earlier.lockWaits,
      openAtEnd: later.begun - later.committed - later.rolledBack)
  }

  /// The mean over time of a level of several together.
  private func mean<Books>(
    _ range: Range<Int>, of later: [Books], since earlier: [Books]?,
    _ level: (Books) -> TimeWeightedLevel, in part: Part
  ) -> Double {
    let area = range.reduce(Int128(0)) { sum, number in
      sum + level(later[number]).area(until: part.window.end)
        - (earlier.map { level($0[number]).area(until: part.window.start) } ?? 0)
    }
    return Double(area) / part.nanoseconds
  }
}
