import ArchitectureSimulation
import TimeBase

/// The table per client and request name.
struct RequestsSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.clients.isEmpty else { return [] }
    var table = TextTable([
      ("", "Requests"), ("", "offered/s"), ("", "goodput/s"), ("", "errors"), ("", "mean"),
      ("", "p50"), ("", "p95"), ("", "p99"), ("", "max"),
    ])
    for client in result.clients {
      table.add(cells(client.name, client.total))
      for request in client.requests {
        table.add(cells("  " + request.name, request))
      }
      for line in DisplayText.wrapped(remark(client.browser), to: style.width - 4) {
        table.remark(ReportLine("    " + line, .faint))
      }
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  /// What clients did by themselves; empty if they did nothing.
  private func remark(_ browser: BrowserResult?) -> String {
    guard let browser else { return "" }
    let parts: [(count: UInt64, text: String)] = [
      (browser.redirects, "redirects followed"), (browser.loops, "given up after too many"),
      (browser.upgrades, "by https at once"), (browser.preflights, "preflights"),
      (browser.blocked, "blocked by browsers"), (browser.refreshes, "tokens asked for"),
    ]
    return parts.filter { $0.count > 0 }.map { "\(Figure.count($0.count)) \($0.text)" }
      .joined(separator: ", ")
  }

  private func cells(_ name: String, _ request: RequestResult) -> [String] {
    let seconds = result.window.length.seconds
    let offered = seconds > 0 ? Figure.number(Double(request.offered) / seconds) : Figure.none
    let errors = request.completed == 0 ? Figure.none : Figure.share(request.errorShare)
    return [name, offered, Figure.number(request.goodput), errors] + times(request.latency)
  }

  private func times(_ latency: TimeSummary?) -> [String] {
    guard let latency else { return Array(repeating: Figure.none, count: 5) }
    return [latency.mean, latency.p50, latency.p95, latency.p99, latency.maximum].map {
      Figure.time($0, inASCII: style.inASCII)
    }
  }
}
