import ArchitectureModel
import TimeBase

/// What expectations ask of breakers, and of the time after a fault.
extension ResultBuilder {
  /// A figure of the breakers of a caller; `nil` if it has none.
  func breakers(
    _ figure: Expectation.BreakerFigure, of caller: String, to callee: String?, in part: Part
  ) -> Double? {
    let results = breakerResults(in: part).filter {
      $0.caller == caller && (callee == nil || $0.target == callee)
    }
    guard !results.isEmpty else { return nil }
    return Double(results.reduce(0) { $0 + $1.figure(figure) })
  }

  /// Seconds from the start of a figure's window, which is the end of a fault, to the first step
  /// of the time series from which on every step of the window is as good as asked for.
  ///
  /// A step in which requests were waited for and none ended is not good. Infinite if it never became
  /// good; `nil` if no step says anything.
  func recovery(_ figure: Expectation.Figure, _ series: SeriesResult) -> Double? {
    guard let window = figure.window,
      let points = series.clients.first(where: { $0.name == figure.subject })?.points
    else { return nil }
    var recovered: TimeSpan?
    var hasSeenAny = false
    for (step, point) in points.enumerated() {
      let start = series.step * Int64(step)
      // A step that the fault was part of says nothing about the time after it.
      guard start >= window.start, start < window.end else { continue }
      let ended = point.succeeded + point.failed
      guard ended > 0 || point.inFlightMean > 0 else { continue }
      hasSeenAny = true
      if !point.isAsGood(as: figure.recovered) {
        recovered = nil
      } else if recovered == nil {
        recovered = start
      }
    }
    guard hasSeenAny else { return nil }
    return recovered.map { ($0 - window.start).seconds } ?? .infinity
  }
}

extension SeriesResult.ClientPoint {
  fileprivate func isAsGood(as limit: Expectation.Recovered) -> Bool {
    let ended = succeeded + failed
    guard ended > 0, Double(failed) <= limit.errorShare * Double(ended) else { return false }
    guard let longest = limit.p95 else { return true }
    return p95.map { $0 <= longest } ?? false
  }
}

extension BreakerResult {
  fileprivate func figure(_ figure: Expectation.BreakerFigure) -> UInt64 {
    switch figure {
    case .permitted: permitted
    case .trials: trials
    case .rejected: rejected
    case .opened: opened
    case .reopened: reopened
    case .closed: closed
    }
  }
}
