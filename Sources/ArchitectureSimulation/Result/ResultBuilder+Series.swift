import EventEngine
import RunStatistics
import TimeBase

/// The run over time.
extension ResultBuilder {
  /// Slots of a histogram of one digit that a bar of a step's profile spans: four bars an octave.
  private static let slotsPerBar = 4

  /// - Parameter quantiles: Of every client, the steps that had successes.
  func series(
    _ rows: [SeriesRecorder.Row], _ quantiles: [[WindowedQuantiles.Point]]
  ) -> SeriesResult {
    SeriesResult(
      step: plan.seriesStep,
      clients: plan.clients.indices.map { client in
        SeriesResult.ClientSeries(
          name: plan.names[client],
          points: clientPoints(client, rows, quantiles[client]))
      },
      components: plan.reportOrder.map { station in
        SeriesResult.ComponentSeries(
          name: plan.names[station], points: componentPoints(station, rows))
      })
  }

  private func clientPoints(
    _ client: Int, _ rows: [SeriesRecorder.Row], _ quantiles: [WindowedQuantiles.Point]
  ) -> [SeriesResult.ClientPoint] {
    var found = quantiles[...]
    return rows.indices.map { step in
      let before = step > 0 ? rows[step - 1] : nil
      let earlier = before?.marks[client] ?? SeriesRecorder.Mark()
      let mark = rows[step].marks[client]
      let failed = mark.failures - earlier.failures
      let point = found.first?.step == step ? found.removeFirst() : nil
      let values = point?.values.map { TimeSpan(nanoseconds: $0) }
      let length = Self.divisor(rows[step].end - (before?.end ?? .zero))
      return SeriesResult.ClientPoint(
        offered: rows[step].offered[client] - (before?.offered[client] ?? 0),
        succeeded: mark.completions - earlier.completions - failed, failed: failed,
        p50: values?[0], p95: values?[1], p99: values?[2],
        inFlightMean: Double(mark.busyArea - earlier.busyArea) / length,
        failures: failureCounts(
          rows[step].failures[client].since(before?.failures[client] ?? Tally())),
        latencies: point.map { LatencyProfile($0.magnitudes, joined: Self.slotsPerBar) }
          ?? LatencyProfile())
    }
  }

  private func componentPoints(
    _ station: Int, _ rows: [SeriesRecorder.Row]
  ) -> [SeriesResult.ComponentPoint] {
    let caches = plan.cacheNumbers(of: station)
    let limits = plan.stations[station].limits
    return rows.indices.map { step in
      let before = step > 0 ? rows[step - 1] : nil
      let earlier = before?.marks[station] ?? SeriesRecorder.Mark()
      let mark = rows[step].marks[station]
      let length = Self.divisor(rows[step].end - (before?.end ?? .zero))
      let (counts, countsBefore) = (rows[step].counts, before?.counts)
      func sum(_ range: Range<Int>, _ figure: KeyPath<StepCounts, [UInt64]>) -> UInt64 {
        range.reduce(0) {
          $0 + counts[keyPath: figure][$1] - (countsBefore?[keyPath: figure][$1] ?? 0)
        }
      }
      return SeriesResult.ComponentPoint(
        completions: mark.completions - earlier.completions,
        failures: mark.failures - earlier.failures,
        queueMean: Double(mark.queueArea - earlier.queueArea) / length,
        busyMean: Double(mark.busyArea - earlier.busyArea) / length,
        turnedAway: mark.turnedAway - earlier.turnedAway,
        hits: sum(caches, \.hits), misses: sum(caches, \.misses), limited: sum(limits, \.limited))
    }
  }
}
