import ArchitectureSimulation

/// What happened on the way between callers and callees.
struct ConnectionsSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.connections.isEmpty else { return [] }
    let hasZones = result.connections.contains { $0.zones != nil }
    var table = TextTable(
      [("", "Connections"), ("", "opened"), ("", "reused"), ("sent", "again")]
        + (hasZones ? [("between", "zones"), ("", "share"), ("", "bytes")] : []))
    let arrow = style.inASCII ? "->" : "→"
    for connection in result.connections {
      table.add(
        [
          "\(connection.caller) \(arrow) \(connection.target)", Figure.count(connection.opened),
          Figure.count(connection.reused), Figure.count(connection.repeated),
        ] + (hasZones ? zoneFigures(of: connection) : []))
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private func zoneFigures(of connection: ConnectionResult) -> [String] {
    guard let zones = connection.zones else { return ["-", "-", "-"] }
    return [
      Figure.count(zones.crossed), zones.crossedShare.map { Figure.share($0) } ?? "-",
      Figure.count(zones.bytes),
    ]
  }
}
