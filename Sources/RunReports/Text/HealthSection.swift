import ArchitectureSimulation
import TimeBase

/// How services said that they were.
struct HealthSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !result.health.isEmpty else { return [] }
    let window = result.window
    return [ReportLine("Health, as probes found it", .heading)]
      + result.health.flatMap { health in
        func share(_ time: TimeSpan) -> String {
          Figure.share(window.length > .zero ? time.seconds / window.length.seconds : 0)
        }
        let times = health.times(in: window)
        let text =
          "\(health.name): degraded \(share(times.degraded)) of the time, unhealthy"
          + " \(share(times.unhealthy)), \(Figure.count(health.probes)) probes"
        return DisplayText.wrapped(text, to: style.width - 2).map { ReportLine("  " + $0) }
      }
  }
}
