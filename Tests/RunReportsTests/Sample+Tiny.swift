import ArchitectureSimulation
import TimeBase

extension Sample {
  /// Three seconds with one of everything that the JSON result can hold.
  static var tiny: RunResult {
    let seconds = 2.0
    let total = request(
      "web", offered: 6, succeeded: 5, failures: [failure(.queueTimeout, "jobs", 1)],
      statuses: [.init(status: 200, count: 5), .init(status: 503, count: 1)], inFlightAtStart: 1,
      latency: 12_300, attempts: 7, seconds: seconds)
    let single = station(arrivals: 3, servers: 1, service: 4_000, wait: 1, seconds: seconds)
    return RunResult(
      model: .init(name: "tiny", about: "Says \"hello\"", sha256: "c0ffee", scenario: "rush"),
      seed: .max, replication: 3, duration: .seconds(3),
      ending: .stopped(at: .zero + .milliseconds(2_500), reason: "a bound"),
      window: .init(start: .zero + .milliseconds(500), end: .zero + .milliseconds(2_500)),
      warmup: .notFound(reason: "too short"),
      digest: .init(
        total: 0xab, events: 40,
        parts: [.init(name: "app", digest: 1), .init(name: "web", digest: .max)]),
      clients: [.init(name: "web", total: total, requests: [])],
      components: [
        component(
          "gateway", "gateway", share: 0.25,
          station(
            arrivals: 7, turnedAway: 1, service: 1_000,
            concurrency: [.milliseconds(1_900), .milliseconds(100)], seconds: seconds),
          details: .gateway(limits: [
            .init(title: "tokenBucket 3/s", admitted: 6, delayed: 0, limited: 1)
          ])),
        component(
          "app", "service", share: 1.0 / 3,
          station(
            arrivals: 6, failures: 1, servers: 2, service: 4_000, wait: 1, longestQueue: 2,
            wasted: 1, saturated: 0.25, slowdown: 1.5, seconds: seconds),
          instances: [single, single]),
        component(
          "cache", "cache", share: 0, station(arrivals: 0, service: 0, seconds: seconds),
          details: .cache(
            .init(hits: 0, misses: 0, expired: 0, coalesced: 0, evictions: 0, entriesAtEnd: 0))),
        component(
          "jobs", "queue", share: 1e-5,
          station(arrivals: 1, turnedAway: 1, service: 0, seconds: seconds),
          details: .queue(.init(redelivered: 2, deadLettered: 1))),
      ],
      faults: [
        .init(
          title: "outage", target: "app", start: .zero + .seconds(1), end: .zero + .seconds(2)),
        .init(title: "slow", target: "app", start: .zero + .seconds(2), end: nil),
      ],
      series: .init(
        step: .seconds(1),
        clients: [
          .init(
            name: "web",
            points: [
              point(3, p95: 13), point(2, failed: 2, p95: nil),
              .init(
                offered: 1, succeeded: 1, failed: 0, p50: .nanoseconds(1), p95: .nanoseconds(20),
                p99: .microseconds(1_500)),
            ])
        ],
        components: [
          .init(
            name: "app",
            points: [
              .init(completions: 3, failures: 0, queueMean: 0, busyMean: 0.012),
              .init(completions: 2, failures: 2, queueMean: 1, busyMean: 2),
              .init(completions: 1, failures: 0, queueMean: .nan, busyMean: 1.0 / 3),
            ])
        ]),
      log: .init(
        entries: [.init(time: .zero + .nanoseconds(1_000_000_001), subject: "app", event: "out")],
        dropped: 2),
      expectations: [
        .init(text: "errors of web below 1%", verdict: .fail, observed: 0.1, unit: .ratio),
        .init(
          text: "latency.p95 of b below 1s", verdict: .inconclusive, observed: nil, unit: .seconds),
      ],
      audit: .init(flow: .ok, littlesLaw: .broken("app: 12 ns too many"), utilisation: .ok))
  }
}
