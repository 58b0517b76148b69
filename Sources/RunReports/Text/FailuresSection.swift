import ArchitectureSimulation

/// Why requests failed, and where: the most frequent first, per client.
struct FailuresSection {
  let result: RunResult
  let style: ReportStyle

  /// The most rows of one client.
  private static let limit = 12

  var lines: [ReportLine] {
    let failing = result.clients.filter { $0.total.failed > 0 }
    guard !failing.isEmpty else { return [] }
    var table = TextTable([
      ("", "Failures by cause"), ("", "count"), ("", "of failures"), ("", "of requests"),
    ])
    for client in failing {
      let total = client.total
      table.add([
        client.name, Figure.count(total.failed), Figure.share(total.failed, of: total.failed),
        Figure.share(total.failed, of: total.completed),
      ])
      add(total, to: &table)
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private func add(_ total: RequestResult, to table: inout TextTable) {
    for failure in total.failures.prefix(Self.limit) {
      table.add([
        "  \(failure.cause.word) at \(failure.place)", Figure.count(failure.count),
        Figure.share(failure.count, of: total.failed),
        Figure.share(failure.count, of: total.completed),
      ])
    }
    let rest = total.failures.dropFirst(Self.limit)
    guard !rest.isEmpty else { return }
    let count = rest.reduce(0) { $0 &+ $1.count }
    table.add([
      "  \(rest.count) other causes", Figure.count(count), Figure.share(count, of: total.failed),
      Figure.share(count, of: total.completed),
    ])
  }
}
