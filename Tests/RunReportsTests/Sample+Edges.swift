import ArchitectureSimulation
import TimeBase

/// Results at the edges: nothing happened, nothing worked, everything is too large, names are hostile.
extension Sample {
  /// Nothing arrived, and nothing was expected.
  static var empty: RunResult {
    RunResult(
      model: .init(
        name: "empty", about: "", sha256: String(repeating: "0", count: 64), scenario: nil),
      seed: 0, replication: 0, duration: .seconds(1), ending: .completed,
      window: .init(start: .zero, end: .zero + .seconds(1)),
      warmup: .notFound(reason: "only 0 requests completed"),
      digest: .init(total: 0, events: 0, parts: []),
      clients: [
        .init(
          name: "web", total: request("web", offered: 0, succeeded: 0, latency: 0, seconds: 1),
          requests: [])
      ],
      components: [
        component("app", "service", share: 0, station(arrivals: 0, service: 0, seconds: 1))
      ],
      faults: [], series: .init(step: .seconds(1), clients: [], components: []), log: .init(),
      expectations: [], audit: clean)
  }

  /// Every request failed, the run was stopped at a bound, and a self-check failed.
  static var failed: RunResult {
    var result = outage
    result.ending = .stopped(
      at: .zero + .seconds(90),
      reason: "the queue of app grew to 10,000,000 requests, which is the bound; the model offers "
        + "more than it can serve")
    result.window = .init(start: .zero, end: .zero + .seconds(90))
    result.warmup = .notFound(reason: "the queue of app never stopped growing")
    result.clients = [
      .init(
        name: "web",
        total: request(
          "web", offered: 45_000, succeeded: 0,
          failures: [failure(.timeout, "web", 44_120), failure(.crashed, "app", 3)],
          latency: 2_000_000,
          seconds: 90),
        requests: [])
    ]
    result.series.clients = [
      .init(name: "web", points: (0..<9).map { _ in point(5_000, failed: 5_000, p95: nil) })
    ]
    result.series.step = .seconds(10)
    result.faults = [
      .init(
        title: "crash of app[1], with everything that it was working on at that moment lost to all",
        target: "app", start: .zero + .seconds(80), end: nil)
    ]
    result.expectations = [
      .init(text: "errors of web below 1%", verdict: .fail, observed: 1, unit: .ratio)
    ]
    result.audit.littlesLaw = .broken("app: ∫N dt is 12 ns more than the sum of residences")
    return result
  }

  /// Numbers at the ends of their types.
  static var huge: RunResult {
    let most = TimeSummary(
      count: .max, mean: .forever, standardDeviation: .forever, p50: .forever, p90: .forever,
      p95: .forever, p99: .nanoseconds(.max - 1), p999: .forever, maximum: .forever,
      meanNanoseconds: 1e300)
    let request = RequestResult(
      name: "GET /", inFlightAtStart: .max, offered: .max, completed: .max, succeeded: .max,
      failed: .max, failures: [failure(.timeout, "web", .max)],
      statuses: [.init(status: 200, count: .max)], inFlightAtEnd: .max, latency: most,
      latencyOfAll: most, attempts: .max, goodput: 1e300, throughput: .infinity)
    let station = StationResult(
      inSystemAtStart: .max, arrivals: .max, completions: .max, failures: .max, turnedAway: .max,
      inSystemAtEnd: .max, throughput: .nan, utilisation: 1e300, servers: .max, busyMean: 1e300,
      inSystemMean: 1e300, inSystemMaximum: .max, queueMean: 9_999_999, queueMaximum: .max,
      wait: most, waited: .max, service: most, residence: most, wasted: .max, wastedTime: .forever)
    let limit = ComponentResult.LimitResult(
      title: "tokenBucket 1000000000/s", admitted: .max, delayed: .max, limited: .max)
    let cache = ComponentResult.CacheResult(
      hits: .max / 2, misses: .max / 2, expired: .max, coalesced: .max, evictions: .max,
      entriesAtEnd: .max)
    return RunResult(
      model: scenario("all-at-once"), seed: .max, replication: .max, duration: .forever,
      ending: .completed, window: .init(start: .zero, end: .distantFuture), warmup: .fixed,
      digest: .init(total: .max, events: .max, parts: []),
      clients: [.init(name: "web", total: request, requests: [request])],
      components: [
        component(
          "gateway", "gateway", share: 1e300, station, details: .gateway(limits: [limit])),
        component("cache", "cache", share: .nan, station, details: .cache(cache)),
        component(
          "jobs", "queue", share: 1, station, instances: [station, station],
          details: .queue(.init(redelivered: .max, deadLettered: .max))),
      ],
      faults: [
        .init(title: "outage", target: "jobs", start: .distantFuture, end: .distantFuture),
        .init(title: "outage", target: "jobs", start: .zero, end: .distantFuture),
      ],
      series: .init(
        step: .nanoseconds(.max / 4),
        clients: [
          .init(
            name: "web",
            points: (0..<5).map { _ in
              .init(
                offered: .max, succeeded: .max, failed: .max, p50: .forever, p95: .forever,
                p99: .forever)
            })
        ], components: []),
      log: .init(
        entries: [.init(time: .distantFuture, subject: "jobs", event: "the end of time")],
        dropped: .max),
      expectations: [
        .init(text: "goodput of web above 1/s", verdict: .pass, observed: 1e300, unit: .perSecond),
        .init(
          text: "latency.max of web below 1s", verdict: .fail, observed: .infinity, unit: .seconds),
        .init(text: "latency.p50 of web below 1s", verdict: .fail, observed: 1e30, unit: .seconds),
      ],
      audit: clean)
  }

  /// Names that would colour, clear, reorder or widen what a terminal shows.
  static var hostile: RunResult {
    var result = outage
    let names = [
      "\u{1B}[2J\u{1B}[31mred", "two\nlines\tand\r\u{7}", "עברית‮right to left", "👩‍👩‍👧‍👦 family 🇩🇪",
      "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}algo", "日本語の名前がここにあります",
      String(repeating: "very-long-name-", count: 40), "", "\u{202E}evil", "\"quoted\" \\ 'name'",
    ]
    result.model.name = names[0]
    result.model.scenario = names[6]
    result.model.about = "About\n\n  \u{1B}]0;title\u{7} " + names[5] + " " + names[6]
    result.clients[0].name = names[3]
    result.clients[0].total.failures[0].place = names[6]
    result.clients[0].requests[0].name = names[1]
    result.clients[0].requests[1].name = names[6]
    for index in result.components.indices {
      result.components[index].name = names[(index + 2) % names.count]
    }
    result.components[0].details = .gateway(limits: [
      .init(title: names[6], admitted: 1, delayed: 1, limited: 1)
    ])
    result.faults[0].title = names[6]
    result.faults[0].target = names[2]
    result.series.clients[0].name = names[3]
    for index in result.log.entries.indices {
      result.log.entries[index].subject = names[index % names.count]
      result.log.entries[index].event = names[(index + 3) % names.count]
    }
    result.expectations[0].text = names[6]
    result.expectations[1].text = names[2]
    return result
  }
}
