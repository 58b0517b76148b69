import ArchitectureSimulation
import TimeBase

/// What only some components have, in words: limits, hits, redeliveries, the spread of instances.
struct ComponentRemarks {
  let component: ComponentResult
  let style: ReportStyle

  var texts: [String] {
    details
      + [
        component.replication.map(text), saturation, processor, disk, connections, transactions,
        slowdown, limit,
        pauses, turnover,
        availability, filters,
      ].compactMap(\.self)
      + (component.balancing.map { BalancingRemarks(balancing: $0, style: style).texts } ?? [])
      + component.requests.map(text) + component.counters.map(text) + component.stores.map(text)
      + [spread].compactMap(\.self)
  }

  private var details: [String] {
    switch component.details {
    case .none: []
    case .gateway(let limits): limits.map(text)
    case .cache(let cache):
      [text(cache)] + [cache.freshness.flatMap(text), cache.buffer.map(text)].compactMap(\.self)
    case .queue(let queue):
      (queue.redelivered == 0 && queue.deadLettered == 0
        ? []
        : [
          "\(Figure.count(queue.redelivered)) redelivered, "
            + "\(Figure.count(queue.deadLettered)) dead letters"
        ]) + (queue.jobs.map { JobRemarks(jobs: $0, style: style).texts } ?? [])
    case .external(let external): external.limits.map(text) + [text(external)]
    case .database(let database):
      [
        "written \(Figure.share(database.writerUtilisation)) of the time, "
          + "\(Figure.count(database.polls)) polls found it locked, "
          + "\(Figure.count(database.lockTimeouts)) gave up"
      ]
    }
  }

  private func text(_ external: ComponentResult.ExternalResult) -> String {
    var text = "\(Figure.count(external.effects)) requests carried out"
    if external.duplicates > 0 {
      text += ", \(Figure.count(external.duplicates)) of them again"
    }
    if external.suppressed > 0 {
      text += ", \(Figure.count(external.suppressed)) not a second time"
    }
    if let names = external.names {
      text += ", name looked up \(Figure.count(names.lookups)) times"
      if names.remembered > 0 { text += ", remembered \(Figure.count(names.remembered)) times" }
      if names.failed > 0 { text += ", \(Figure.count(names.failed)) lookups failed" }
    }
    return text
  }

  private var processor: String? {
    component.processor.map {
      "\($0.cores == 1 ? "processor" : "\($0.cores) cores") busy"
        + " \(Figure.share($0.utilisation)) of the time"
    }
  }

  private func text(_ limit: ComponentResult.LimitResult) -> String {
    let asked = limit.admitted &+ limit.limited
    let title = DisplayText.truncated(limit.title, to: 48, ellipsis: style.ellipsis)
    var text = "\(title): \(Figure.count(limit.admitted)) admitted"
    if limit.delayed > 0 { text += " (\(Figure.count(limit.delayed)) of them delayed)" }
    text += ", \(Figure.count(limit.limited)) limited"
    if limit.limited > 0 { text += " (\(Figure.share(limit.limited, of: asked)))" }
    return text
  }

  private func text(_ cache: ComponentResult.CacheResult) -> String {
    guard let ratio = cache.hitRatio else { return "no lookups" }
    var misses: [String] = []
    if cache.expired > 0 { misses.append("\(Figure.count(cache.expired)) expired") }
    if cache.coalesced > 0 { misses.append("\(Figure.count(cache.coalesced)) coalesced") }
    let which = misses.isEmpty ? "" : " (\(misses.joined(separator: ", ")))"
    return "\(Figure.share(ratio)) of \(Figure.count(cache.hits &+ cache.misses)) lookups hit, "
      + "\(Figure.count(cache.misses)) missed\(which), \(Figure.count(cache.evictions)) evicted, "
      + "\(Figure.count(UInt64(max(0, cache.entriesAtEnd)))) entries at the end"
  }

  private func text(_ counter: ComponentResult.Counter) -> String {
    let name = DisplayText.truncated(counter.name, to: 48, ellipsis: style.ellipsis)
    let remembered =
      counter.isForgetful
      ? ", of which running processes remember \(Figure.count(counter.remembered)) at the end" : ""
    return "\(name): \(Figure.count(counter.count))" + remembered
  }

  private func text(_ store: StoreResult) -> String {
    let name = DisplayText.truncated(store.name, to: 48, ellipsis: style.ellipsis)
    var text = "\(name): \(Figure.count(store.inserted)) inserted"
    let asked = store.found &+ store.absent &+ store.removed
    if asked > 0 {
      let share = Figure.share(store.absent, of: asked)
      text += ", \(share) of \(Figure.count(asked)) asked for absent"
    }
    if store.collisions > 0 {
      text += ", \(Figure.count(UInt64(store.collisions))) numbers given more than once"
    }
    return text
  }

  private func text(_ request: ComponentResult.RequestTimes) -> String {
    let name = DisplayText.truncated(request.name, to: 48, ellipsis: style.ellipsis)
    let parts = [("wait", request.wait), ("inside", request.residence)].compactMap { word, time in
      time.map { "\(word) \(Figure.time($0.mean, inASCII: style.inASCII))" }
    }
    return "\(name): \(parts.joined(separator: ", ")) on average"
  }

  private var saturation: String? {
    guard let share = component.total.saturatedShare, share > 0 else { return nil }
    let servers = component.kind == "database" ? "connections" : "workers"
    return "all \(servers) busy \(Figure.share(share)) of the time"
  }

  private var slowdown: String? {
    guard let slowdown = component.total.slowdownMean, slowdown.isFinite else { return nil }
    return "computations take \(Figure.number(slowdown)) times as long as alone"
  }

  /// What answers said besides their status, of which all zeros say nothing.
  private var filters: String? {
    guard let filters = component.filters else { return nil }
    let parts: [(count: UInt64, text: String)] = [
      (filters.redirects, "sent to https"),
      (filters.policies, "asked to come by https from then on"),
      (filters.preflights, "preflights answered"),
      (filters.retryAfters, "told when to come back"),
    ]
    let said = parts.filter { $0.count > 0 }.map { "\(Figure.count($0.count)) \($0.text)" }
    return said.isEmpty ? "no answer said more than its status" : said.joined(separator: ", ")
  }

  private var limit: String? {
    component.limit.map { limit in
      "\(Figure.count(limit.rejected)) rejected by the limit of concurrency, which is "
        + "\(Figure.count(UInt64(max(0, limit.limitAtEnd)))) at the end"
    }
  }

  private var pauses: String? {
    component.pauses.map { pauses in
      let time = Figure.time(pauses.time, inASCII: style.inASCII)
      return "\(Figure.count(pauses.count)) pauses, \(time) in all"
    }
  }

  private var turnover: String? {
    component.turnover.map { turnover in
      var text =
        "\(Figure.number(turnover.readyMean)) instances ready on average, at most "
        + "\(turnover.readyMaximum), \(turnover.readyAtEnd) at the end"
      if turnover.started > 0 { text += "; \(Figure.count(turnover.started)) started" }
      if turnover.stopped > 0 { text += "; \(Figure.count(turnover.stopped)) ended" }
      if turnover.killed > 0 {
        text += ", with \(Figure.count(turnover.killed)) requests broken off"
      }
      return text
    }
  }

  private var availability: String? {
    guard let availability = component.availability else { return nil }
    var text = "available \(Figure.share(availability.share)) of the time"
    if !component.instances.isEmpty {
      text +=
        " (\(Figure.number(availability.instancesUp)) of \(component.instances.count / component.processes) up"
      text += ", \(availability.needed) needed)"
    }
    let failures = availability.failures
    if failures > 0 {
      text += failures == 1 ? ", with 1 outage" : ", with \(Figure.count(failures)) outages"
    }
    if let outage = availability.meanOutage {
      text += " of \(Figure.time(outage, inASCII: style.inASCII))"
      if failures > 1 { text += " on average" }
    }
    return text
  }

  /// From the least to the most of the instances, so that an uneven balance shows in one line.
  private var spread: String? {
    let instances = component.instances
    guard instances.count > 1 else { return nil }
    let number = { Figure.number($0) }
    let time = { Figure.time($0, inASCII: style.inASCII) }
    let parts = [
      range(instances.compactMap(\.utilisation)) { Figure.share($0) }.map { "utilisation \($0)" },
      range(instances.map(\.throughput), number).map { "\($0)/s" },
      range(instances.map(\.queueMean), number).map { "queue \($0)" },
      range(instances.compactMap(\.wait?.mean), time).map { "wait \($0)" },
    ].compactMap(\.self)
    let word = component.processes > 1 ? "processes" : "instances"
    return "\(Figure.count(UInt64(instances.count))) \(word): \(parts.joined(separator: ", "))"
  }

  private func range<Value: Comparable>(
    _ values: [Value], _ text: (Value) -> String
  ) -> String? {
    guard let least = values.min(), let most = values.max() else { return nil }
    let (from, to) = (text(least), text(most))
    return from == to ? from : "\(from) to \(to)"
  }
}
