import ArchitectureSimulation
import TimeBase

/// What charts need beyond the JSON result: distributions, and figures of each step of the series.
extension HTMLReport {
  static func charts(of result: RunResult) -> JSONTree {
    [
      "clients": .object(
        result.clients.map { client in
          let series = result.series.clients.first { $0.name == client.name }
          return .init(client.name, charts(of: client, series?.points ?? []))
        }),
      "components": .object(
        result.series.components.map { .init($0.name, columns(of: $0.points)) }),
      "edges": .array(
        result.edges.map { edge in
          [
            "caller": .text(edge.caller), "callee": .text(edge.callee),
            "made": .count(edge.total.made), "failed": .count(edge.total.failed),
            "series": [
              "made": .array(edge.points.map { .count($0.made) }),
              "failed": .array(edge.points.map { .count($0.failed) }),
            ],
          ]
        }),
      "stocks": .array(result.series.stocks.map(stock)),
    ]
  }

  private static func stock(_ stock: SeriesResult.Stock) -> JSONTree {
    [
      "kind": .text(stock.kind == .limit ? "limit" : "retryBudget"), "title": .text(stock.title),
      "left": .array(stock.left.map { .optional($0, shortNumber) }),
    ]
  }

  /// To a thousandth, which is more than a chart can show.
  private static func shortNumber(_ number: Double) -> JSONTree {
    .number((number * 1_000).rounded() / 1_000)
  }

  private static func charts(
    of client: ClientResult, _ points: [SeriesResult.ClientPoint]
  ) -> JSONTree {
    [
      "profile": profile(client.total.latencyProfile),
      "requests": .object(client.requests.map { .init($0.name, profile($0.latencyProfile)) }),
      "inFlight": .array(points.map { .number($0.inFlightMean) }),
      "failures": failures(points),
      "heat": heat(points),
    ]
  }

  /// Bars as `[from, through, count]`, in seconds.
  static func profile(_ profile: LatencyProfile) -> JSONTree {
    .array(
      profile.bars.map {
        .array([.seconds($0.from), .seconds($0.through), .count($0.count)])
      })
  }

  /// A row of counts for each cause and place, those that appear first first.
  private static func failures(_ points: [SeriesResult.ClientPoint]) -> JSONTree {
    var titles: [String] = []
    var rows: [String: [UInt64]] = [:]
    for (step, point) in points.enumerated() {
      for failure in point.failures {
        let title = "\(failure.cause.word) at \(failure.place)"
        if rows[title] == nil {
          titles.append(title)
          rows[title] = Array(repeating: 0, count: points.count)
        }
        rows[title]?[step] += failure.count
      }
    }
    return .array(
      titles.map { title in
        ["title": .text(title), "counts": .array((rows[title] ?? []).map { .count($0) })]
      })
  }

  /// The edges of all bars that any step has, and each step's counts in them.
  private static func heat(_ points: [SeriesResult.ClientPoint]) -> JSONTree {
    let bars = Set(points.flatMap { $0.latencies.bars.map(\.from) }).sorted()
    var throughs: [TimeSpan: TimeSpan] = [:]
    for bar in points.flatMap(\.latencies.bars) { throughs[bar.from] = bar.through }
    return [
      "from": .array(bars.map { .seconds($0) }),
      "through": .array(bars.map { .seconds(throughs[$0] ?? $0) }),
      "counts": .array(
        points.map { point in
          let counts = Dictionary(
            point.latencies.bars.map { ($0.from, $0.count) }, uniquingKeysWith: { $0 + $1 })
          return .array(bars.map { .count(counts[$0] ?? 0) })
        }),
    ]
  }

  private static func columns(of points: [SeriesResult.ComponentPoint]) -> JSONTree {
    [
      "turnedAway": .array(points.map { .count($0.turnedAway) }),
      "hits": .array(points.map { .count($0.hits) }),
      "misses": .array(points.map { .count($0.misses) }),
      "limited": .array(points.map { .count($0.limited) }),
    ]
  }
}
