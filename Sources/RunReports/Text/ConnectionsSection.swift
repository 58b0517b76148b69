import ArchitectureSimulation

/// What happened on the way between callers and callees.
struct ConnectionsSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.connections.isEmpty else { return [] }
    var table = TextTable([
      ("", "Connections"), ("", "opened"), ("", "reused"), ("sent", "again"),
    ])
    let arrow = style.inASCII ? "->" : "→"
    for connection in result.connections {
      table.add([
        "\(connection.caller) \(arrow) \(connection.target)", Figure.count(connection.opened),
        Figure.count(connection.reused), Figure.count(connection.repeated),
      ])
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }
}
