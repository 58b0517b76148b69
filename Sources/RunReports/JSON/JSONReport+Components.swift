import ArchitectureSimulation

extension JSONReport {
  static func tree(of component: ComponentResult) -> JSONTree {
    .object(
      [
        .init("kind", .text(component.kind)),
        .init("timeShare", .number(component.timeShare)),
      ] + members(of: component.total, time: JSONTree.time)
        + members(of: component.details) + members(of: component.availability)
        + members(of: component.requests) + members(of: component.counters)
        + (component.processes > 1 ? [.init("processes", .whole(component.processes))] : [])
        + members(of: component.pauses) + members(of: component.processor)
        + members(of: component.limit)
        + members(of: component.turnover) + members(of: component.replication)
        + members(of: component.stores) + members(of: component.filters)
        + members(of: component.balancing) + members(of: component.disk)
        + members(of: component.connections) + members(of: component.transactions) + [
          .init(
            "instances",
            .array(component.instances.map { .object(members(of: $0, time: meanOnly)) }))
        ])
  }

  private static func members(
    of station: StationResult, time: (TimeSummary?) -> JSONTree
  ) -> [JSONTree.Member] {
    [
      .init("servers", .optional(station.servers, JSONTree.whole)),
      .init("inSystemAtStart", .count(station.inSystemAtStart)),
      .init("arrivals", .count(station.arrivals)),
      .init("completions", .count(station.completions)),
      .init("failures", .count(station.failures)),
      .init("turnedAway", .count(station.turnedAway)),
      .init("inSystemAtEnd", .count(station.inSystemAtEnd)),
      .init("throughput", .number(station.throughput)),
      .init("utilisation", .optional(station.utilisation, JSONTree.number)),
      .init("busy", .inline(["mean": .number(station.busyMean)])),
      .init(
        "inSystem",
        .inline([
          "mean": .number(station.inSystemMean), "max": .whole(station.inSystemMaximum),
        ])),
      .init(
        "queue",
        .inline(["mean": .number(station.queueMean), "max": .whole(station.queueMaximum)])),
      .init("waited", .count(station.waited)),
      .init("wait", time(station.wait)),
      .init("service", time(station.service)),
      .init("residence", time(station.residence)),
      .init(
        "wastedWork",
        .inline(["count": .count(station.wasted), "time": .seconds(station.wastedTime)])),
      .init("saturated", .optional(station.saturatedShare, JSONTree.number)),
      .init("slowdown", .optional(station.slowdownMean, JSONTree.number)),
      .init("concurrency", .optional(LevelFigures(station.concurrency), tree)),
    ]
  }

  private static func tree(of levels: LevelFigures) -> JSONTree {
    .inline([
      "mean": .number(levels.mean), "variance": .number(levels.variance),
      "p50": .whole(levels.level(ofPercent: 50)), "p95": .whole(levels.level(ofPercent: 95)),
      "p99": .whole(levels.level(ofPercent: 99)), "max": .whole(levels.maximum),
    ])
  }

  /// A single instance keeps no distributions.
  private static func meanOnly(_ summary: TimeSummary?) -> JSONTree {
    guard let summary else { return .null }
    return .inline(["count": .count(summary.count), "mean": .seconds(summary.mean)])
  }

  private static func members(of availability: AvailabilityResult?) -> [JSONTree.Member] {
    guard let availability else { return [] }
    return [
      .init(
        "availability",
        .inline([
          "share": .number(availability.share), "instancesUp": .number(availability.instancesUp),
          "needed": .whole(availability.needed), "failures": .count(availability.failures),
          "meanOutage": .optional(availability.meanOutage, JSONTree.seconds),
          "firstFailure": .optional(availability.firstFailure, JSONTree.seconds),
          "workersMissing": .optional(availability.workersMissing, JSONTree.number),
        ]))
    ]
  }

  private static func members(
    of limit: ComponentResult.ConcurrencyLimit?
  ) -> [JSONTree.Member] {
    guard let limit else { return [] }
    return [
      .init(
        "concurrencyLimit",
        .inline(["atEnd": .whole(limit.limitAtEnd), "rejected": .count(limit.rejected)]))
    ]
  }

  private static func members(of filters: FilterResult?) -> [JSONTree.Member] {
    guard let filters else { return [] }
    return [
      .init(
        "filters",
        .inline([
          "redirects": .count(filters.redirects), "hsts": .count(filters.policies),
          "preflights": .count(filters.preflights), "retryAfter": .count(filters.retryAfters),
        ]))
    ]
  }

  private static func members(of stores: [StoreResult]) -> [JSONTree.Member] {
    guard !stores.isEmpty else { return [] }
    return [
      .init(
        "stores",
        .array(
          stores.map {
            .object([
              .init("name", .text($0.name)), .init("inserted", .count($0.inserted)),
              .init("found", .count($0.found)), .init("absent", .count($0.absent)),
              .init("removed", .count($0.removed)),
              .init("entriesAtEnd", .array($0.entriesAtEnd.map { .whole($0) })),
              .init("collisions", .whole($0.collisions)),
            ])
          }))
    ]
  }

  private static func members(of turnover: TurnoverResult?) -> [JSONTree.Member] {
    guard let turnover else { return [] }
    return [
      .init(
        "turnover",
        .inline([
          "readyMean": .number(turnover.readyMean), "readyMax": .whole(turnover.readyMaximum),
          "readyAtEnd": .whole(turnover.readyAtEnd), "started": .count(turnover.started),
          "stopped": .count(turnover.stopped), "killed": .count(turnover.killed),
        ]))
    ]
  }

  private static func members(of pauses: ComponentResult.Pauses?) -> [JSONTree.Member] {
    guard let pauses else { return [] }
    return [
      .init(
        "pauses", .inline(["count": .count(pauses.count), "time": .seconds(pauses.time)]))
    ]
  }

  private static func members(
    of processor: ComponentResult.Processor?
  ) -> [JSONTree.Member] {
    guard let processor else { return [] }
    return [
      .init(
        "processor",
        .inline([
          "cores": .whole(processor.cores), "busyMean": .number(processor.busyMean),
          "utilisation": .number(processor.utilisation),
        ]))
    ]
  }

  private static func members(of counters: [ComponentResult.Counter]) -> [JSONTree.Member] {
    guard !counters.isEmpty else { return [] }
    let forgetful = counters.filter(\.isForgetful)
    return [
      .init("counters", .object(counters.map { JSONTree.Member($0.name, .count($0.count)) }))
    ]
      + (forgetful.isEmpty
        ? []
        : [
          .init(
            "remembered",
            .object(forgetful.map { JSONTree.Member($0.name, .count($0.remembered)) }))
        ])
  }

  private static func members(
    of requests: [ComponentResult.RequestTimes]
  ) -> [JSONTree.Member] {
    guard !requests.isEmpty else { return [] }
    return [
      .init(
        "requests",
        .array(
          requests.map {
            .object([
              .init("name", .text($0.name)), .init("wait", JSONTree.time($0.wait)),
              .init("residence", JSONTree.time($0.residence)),
            ])
          }))
    ]
  }

  private static func members(of details: ComponentResult.Details) -> [JSONTree.Member] {
    switch details {
    case .none: []
    case .gateway(let limits):
      [
        .init(
          "limits",
          .array(
            limits.map {
              .inline([
                "title": .text($0.title), "admitted": .count($0.admitted),
                "delayed": .count($0.delayed), "limited": .count($0.limited),
              ])
            }))
      ]
    case .cache(let cache):
      [
        .init("hits", .count(cache.hits)),
        .init("misses", .count(cache.misses)),
        .init("hitRatio", .optional(cache.hitRatio, JSONTree.number)),
        .init("expired", .count(cache.expired)),
        .init("coalesced", .count(cache.coalesced)),
        .init("evictions", .count(cache.evictions)),
        .init("entriesAtEnd", .whole(cache.entriesAtEnd)),
      ] + members(of: cache.freshness) + members(of: cache.buffer)
    case .queue(let queue):
      [
        .init("redelivered", .count(queue.redelivered)),
        .init("deadLettered", .count(queue.deadLettered)),
      ] + members(of: queue.jobs)
    case .external(let external):
      members(of: .gateway(limits: external.limits)) + [
        .init("effects", .count(external.effects)),
        .init("duplicates", .count(external.duplicates)),
        .init("suppressed", .count(external.suppressed)),
      ]
        + (external.names.map { names in
          [
            .init("nameLookups", .count(names.lookups)),
            .init("namesRemembered", .count(names.remembered)),
            .init("nameFailures", .count(names.failed)),
          ]
        } ?? [])
    case .database(let database):
      [
        .init("writerUtilisation", .number(database.writerUtilisation)),
        .init("lockPolls", .count(database.polls)),
        .init("lockTimeouts", .count(database.lockTimeouts)),
      ]
    }
  }
}
