import ArchitectureSimulation
import TimeBase

/// The table per component, with what only its kind has on lines of its own.
struct ComponentsSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.components.isEmpty else { return [] }
    let full = table(shortensFrom: 10_000_000)
    let table = full.fits(style.width) ? full : self.table(shortensFrom: 1_000)
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private func table(shortensFrom limit: UInt64) -> TextTable {
    var table = TextTable([
      ("", "Components"), ("arrivals", "per s"), ("utili-", "sation"), ("", "busy"),
      ("queue", "mean"), ("", "max"), ("wait", "mean"), ("", "p99"), ("service", "mean"),
      ("", "failed"), ("turned", "away"),
    ])
    for component in result.components {
      table.add([component.name] + cells(component.total, shortensFrom: limit))
      for remark in ComponentRemarks(component: component, style: style).texts {
        for line in DisplayText.wrapped(remark, to: style.width - 4) {
          table.remark(ReportLine("    " + line, .faint))
        }
      }
    }
    return table
  }

  private func cells(_ station: StationResult, shortensFrom limit: UInt64) -> [String] {
    func time(_ span: TimeSpan?) -> String {
      span.map { Figure.time($0, inASCII: style.inASCII) } ?? Figure.none
    }
    func count(_ value: UInt64) -> String { Figure.shortCount(value, from: limit) }

    let seconds = result.window.length.seconds
    func mean(_ value: Double) -> String {
      Figure.number(value, places: 3, shortensFrom: Double(limit))
    }
    var busy = mean(station.busyMean)
    if let servers = station.servers { busy += "/" + count(UInt64(max(0, servers))) }
    return [
      seconds > 0 ? mean(Double(station.arrivals) / seconds) : Figure.none,
      station.utilisation.map(Figure.share) ?? Figure.none, busy,
      mean(station.queueMean), count(UInt64(max(0, station.queueMaximum))),
      time(station.wait?.mean), time(station.wait?.p99), time(station.service?.mean),
      count(station.failures), count(station.turnedAway),
    ]
  }
}
