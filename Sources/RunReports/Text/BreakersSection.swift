import ArchitectureSimulation

/// What circuit breakers let through and turned away.
struct BreakersSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.breakers.isEmpty else { return [] }
    var table = TextTable([
      ("", "Circuit breakers"), ("", "permitted"), ("", "rejected"), ("", "opened"),
      ("trials", "failed"), ("", "closed"),
    ])
    let arrow = style.inASCII ? "->" : "→"
    for breaker in result.breakers {
      table.add([
        "\(breaker.caller) \(arrow) \(breaker.target)", Figure.count(breaker.permitted),
        Figure.count(breaker.rejected), Figure.count(breaker.opened),
        Figure.count(breaker.reopened), Figure.count(breaker.closed),
      ])
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }
}
