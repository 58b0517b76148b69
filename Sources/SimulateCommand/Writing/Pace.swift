import ArchitectureSimulation
import RunReports
import TimeBase

/// How fast a run went, by the wall clock: for standard error only.
struct Pace {
  let text: String

  init(_ result: RunResult, took duration: Duration) {
    let requests = result.series.clients.reduce(0.0) { sum, client in
      client.points.reduce(sum) { $0 + Double($1.offered) }
    }
    let span = TimeSpan(duration)
    let virtual = Figure.span(result.window.end - .zero)
    guard span > .zero else {
      text = "simulated \(virtual)"
      return
    }
    text =
      "simulated \(virtual) in \(Figure.time(span)), \(Self.rate(requests / span.seconds, of: "requests"))"
  }

  /// `2.10 million requests/s`.
  static func rate(_ perSecond: Double, of things: String) -> String {
    perSecond < 999_500
      ? "\(Figure.number(perSecond.rounded())) \(things)/s"
      : "\(Figure.number(perSecond / 1e6)) million \(things)/s"
  }
}

extension TimeSpan {
  /// A wall-clock time to the nanosecond.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
  }
}
