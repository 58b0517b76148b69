import ArchitectureSimulation
import TimeBase

extension Sample {
  /// Ten calm minutes at 100 requests a second.
  static var healthy: RunResult {
    let seconds = 580.0
    let read = request(
      "GET /api/users/{id}", offered: 52_214, succeeded: 52_210,
      statuses: [.init(status: 200, count: 52_210)], latency: 4_130, seconds: seconds)
    let write = request(
      "POST /api/users", offered: 5_786, succeeded: 5_786,
      statuses: [.init(status: 201, count: 5_786)], latency: 11_400, seconds: seconds)
    let total = request(
      "web", offered: 58_000, succeeded: 57_996,
      statuses: [.init(status: 200, count: 52_210), .init(status: 201, count: 5_786)],
      latency: 4_855, seconds: seconds)
    let instances = (0..<3).map { index in
      station(
        arrivals: 19_332 + UInt64(index), servers: 4, service: 5_100 + Int64(index) * 17, wait: 12,
        longestQueue: 5, seconds: seconds)
    }
    return RunResult(
      model: model, seed: 42, replication: 0, duration: .minutes(10), ending: .completed,
      window: .init(start: .zero + .seconds(20), end: .zero + .minutes(10)), warmup: .automatic,
      digest: digest(
        0x0123_4567_89ab_cdef, events: 541_922, ["app", "cache", "database", "gateway", "web"]),
      clients: [.init(name: "web", total: total, requests: [read, write])],
      components: [
        component(
          "gateway", "gateway", share: 0.05,
          station(arrivals: 58_000, service: 200, seconds: seconds),
          details: .gateway(limits: [
            .init(
              title: "leakyBucket 100/s per address", admitted: 58_000, delayed: 12, limited: 0)
          ])),
        component(
          "balancer", "balancer", share: 0,
          station(arrivals: 58_000, service: 0, seconds: seconds)),
        component(
          "app", "service", share: 0.4125,
          station(
            arrivals: 57_999, servers: 12, service: 5_117, wait: 12, longestQueue: 5,
            seconds: seconds), instances: instances),
        component(
          "cache", "cache", share: 0.1101,
          station(arrivals: 52_213, service: 500, seconds: seconds),
          details: .cache(
            .init(
              hits: 45_003, misses: 7_210, expired: 5_021, coalesced: 31, evictions: 0,
              entriesAtEnd: 4_871))),
        component(
          "jobs", "queue", share: 0,
          station(
            arrivals: 5_786, servers: 10, service: 99_800, wait: 4_100, longestQueue: 11,
            seconds: seconds),
          details: .queue(.init(redelivered: 0, deadLettered: 0))),
        component(
          "database", "database", share: 0.3871,
          station(arrivals: 12_965, servers: 20, service: 7_020, seconds: seconds)),
      ],
      faults: [],
      series: .init(
        step: .seconds(10),
        clients: [
          .init(
            name: "web",
            points: (0..<60).map {
              point(990 + $0 * 37 % 23, failed: 0, p95: 11 + Int64($0 * 29 % 4))
            })
        ],
        components: [
          .init(
            name: "database",
            points: (0..<60).map { _ in
              .init(completions: 223, failures: 0, queueMean: 0, busyMean: 0.157)
            })
        ]),
      log: .init(),
      expectations: [
        .init(
          text: "latency.p95 of web below 200ms", verdict: .pass, observed: 0.012817, unit: .seconds
        ),
        .init(text: "errors of web below 1%", verdict: .pass, observed: 0, unit: .ratio),
      ],
      audit: clean)
  }

  /// The database refuses for a minute: failures, an open breaker, retries, wasted work.
  static var outage: RunResult {
    let seconds = 570.0
    let failures = [
      failure(.breakerOpen, "app", 38_211), failure(.refused, "database", 2_412),
      failure(.timeout, "web", 1_207), failure(.limited, "gateway", 86),
    ]
    let total = request(
      "web", offered: 285_114, succeeded: 243_150, failures: failures,
      statuses: [
        .init(status: 200, count: 218_311), .init(status: 201, count: 24_839),
        .init(status: 429, count: 86), .init(status: 503, count: 40_623),
      ], inFlightAtStart: 7, latency: 7_912, attempts: 371_422, seconds: seconds)
    let read = request(
      "GET /api/users/{id}", offered: 256_600, succeeded: 218_311,
      failures: [
        failure(.breakerOpen, "app", 34_901), failure(.refused, "database", 2_206),
        failure(.timeout, "web", 1_090), failure(.limited, "gateway", 81),
      ], inFlightAtStart: 6, latency: 7_003, attempts: 334_101, seconds: seconds)
    let write = request(
      "POST /api/users", offered: 28_514, succeeded: 24_839,
      failures: [
        failure(.breakerOpen, "app", 3_310), failure(.refused, "database", 206),
        failure(.timeout, "web", 117), failure(.limited, "gateway", 5),
      ], inFlightAtStart: 1, latency: 15_901, attempts: 37_321, seconds: seconds)
    return RunResult(
      model: scenario("database-outage"), seed: 7, replication: 0, duration: .minutes(10),
      ending: .completed,
      window: .init(start: .zero + .seconds(30), end: .zero + .minutes(10)),
      warmup: .fixed,
      digest: digest(
        0xfeed_beef_0000_0042, events: 3_214_077,
        ["app", "balancer", "cache", "database", "gateway", "jobs", "web"]),
      clients: [.init(name: "web", total: total, requests: [read, write])],
      components: outageComponents(seconds: seconds),
      faults: [
        .init(
          title: "outage (refuse)", target: "database", start: .zero + .minutes(2),
          end: .zero + .minutes(3)),
        .init(
          title: "slow ×3 of database", target: "database", start: .zero + .seconds(560),
          end: nil),
      ],
      series: .init(
        step: .seconds(5),
        clients: [.init(name: "web", points: (0..<120).map(outagePoint))],
        components: [
          .init(
            name: "database",
            points: (0..<120).map {
              .init(
                completions: (24..<36).contains($0) ? 0 : 330, failures: 0,
                queueMean: $0 == 36 ? 12.5 : 0, busyMean: (24..<36).contains($0) ? 0 : 0.46)
            })
        ]),
      log: outageLog,
      expectations: [
        .init(
          text: "latency.p95 of web below 200ms", verdict: .pass, observed: 0.020887, unit: .seconds
        ),
        .init(
          text: "errors of web below 1%", verdict: .fail, observed: 0.14705, unit: .ratio),
        .init(
          text: "latency.p99 of batch below 1s", verdict: .inconclusive, observed: nil,
          unit: .seconds),
      ],
      audit: clean)
  }

  static func scenario(_ name: String) -> RunResult.Model {
    var model = model
    model.scenario = name
    return model
  }

  private static func outagePoint(_ index: Int) -> SeriesResult.ClientPoint {
    switch index {
    case 24..<26: point(2_500, failed: 1_402, p95: 1_950)
    case 26..<36: point(2_488, failed: 2_296, p95: index == 30 ? nil : 14)
    case 36..<39: point(2_511, failed: UInt64(39 - index) * 130, p95: 420 - 100 * Int64(index - 36))
    case 112...: point(2_502, failed: 12, p95: 61)
    default: point(2_490 + UInt64(index * 41 % 19), p95: 19 + Int64(index * 7 % 5))
    }
  }

  private static func outageComponents(seconds: Double) -> [ComponentResult] {
    let instances = (0..<3).map { index in
      station(
        arrivals: 123_700 + 90 * UInt64(index), failures: 27_000, servers: 4,
        service: 8_300 + 110 * Int64(index), wait: 2_100 + 300 * Int64(index), longestQueue: 412,
        seconds: seconds)
    }
    return [
      component(
        "gateway", "gateway", share: 0.0252,
        station(
          arrivals: 371_422, failures: 80_861, turnedAway: 86, service: 200, seconds: seconds),
        details: .gateway(limits: [
          .init(
            title: "leakyBucket 100/s per address", admitted: 371_336, delayed: 40_112, limited: 86)
        ])),
      component(
        "balancer", "balancer", share: 0,
        station(arrivals: 371_336, failures: 80_861, service: 0, seconds: seconds)),
      component(
        "app", "service", share: 0.3317,
        station(
          arrivals: 371_336, failures: 80_861, servers: 12, service: 8_410, wait: 2_398,
          longestQueue: 412, wasted: 5_204, saturated: 0.0312, slowdown: 1.84, seconds: seconds),
        instances: instances),
      component(
        "cache", "cache", share: 0.0661,
        station(arrivals: 334_020, service: 500, seconds: seconds),
        details: .cache(
          .init(
            hits: 251_410, misses: 82_610, expired: 31_006, coalesced: 1_204, evictions: 18_220,
            entriesAtEnd: 10_000))),
      component(
        "jobs", "queue", share: 0,
        station(
          arrivals: 24_839, failures: 12, servers: 10, service: 100_200, wait: 38_000,
          longestQueue: 301, seconds: seconds),
        details: .queue(.init(redelivered: 36, deadLettered: 12))),
      component(
        "database", "database", share: 0.4419,
        station(
          arrivals: 64_033, turnedAway: 26_411, servers: 20, service: 7_020, wait: 61,
          longestQueue: 84, wasted: 1_207, seconds: seconds)),
    ]
  }

  private static var outageLog: EventLog {
    func entry(_ milliseconds: Int64, _ subject: String, _ event: String) -> EventLog.Entry {
      .init(time: .zero + .milliseconds(milliseconds), subject: subject, event: event)
    }
    var entries = [
      entry(120_000, "database", "outage begins"),
      entry(120_412, "app[0]", "breaker to database: closed -> open"),
      entry(120_431, "app[2]", "breaker to database: closed -> open"),
      entry(120_507, "app[1]", "breaker to database: closed -> open"),
    ]
    for second in stride(from: Int64(130), through: 170, by: 10) {
      entries.append(
        entry(second * 1_000 + 412, "app[0]", "breaker to database: open -> halfOpen"))
      entries.append(
        entry(second * 1_000 + 413, "app[0]", "breaker to database: halfOpen -> open"))
    }
    entries.append(entry(180_000, "database", "outage ends"))
    return EventLog(entries: entries, dropped: 3)
  }
}
