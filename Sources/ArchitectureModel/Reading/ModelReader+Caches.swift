import Resilience
import TimeBase

/// Caches, and the steps that use them.
extension ModelReader {
  func cache(_ reader: ObjectReader) -> Cache {
    var cache = Cache(
      policy: reader.choice("policy") ?? .lru, capacity: reader.whole("capacity") ?? 1,
      expiry: reader.word("expiry") == "caffeine" ? .caffeine : .redis,
      latency: reader.distribution("latency") ?? .none, owner: reader.name("of", of: .service))
    cache.idleLimit = reader.span("idle")
    cache.threads = reader.whole("threads")
    cache.connections = reader.whole("connections")
    cache.stale = reader.object("stale", as: "stale").map(staleRules) ?? StaleRules()
    cache.earlyExpiration = reader.number("earlyExpiration").map(EarlyExpiration.init)
    cache.absences = reader.object("absences", as: "absences").map {
      Cache.Absences(
        timeToLive: $0.span("ttl") ?? .seconds(1), capacity: $0.whole("capacity") ?? 1_000)
    }
    cache.leases = reader.object("leases", as: "leases").map {
      Cache.Leases(
        interval: $0.span("interval") ?? .seconds(10),
        pause: $0.interval("pause") ?? .milliseconds(10))
    }
    checkServer(cache, reader)
    return cache
  }

  private func staleRules(_ reader: ObjectReader) -> StaleRules {
    let rules = StaleRules(
      whileRevalidating: reader.span("whileRevalidating") ?? .zero,
      ifError: reader.span("ifError") ?? .zero,
      renewsInBackground: reader.boolean("inBackground") ?? false,
      renewalLimit: reader.span("renewalLimit") ?? .seconds(5))
    if rules.whileRevalidating == .zero, rules.ifError == .zero {
      let message = "expected \"whileRevalidating\" or \"ifError\" above zero: nothing is served"
      report(.rule(message), at: reader.node)
    }
    return rules
  }

  private func checkServer(_ cache: Cache, _ reader: ObjectReader) {
    if reader.has("threads"), reader.has("of") {
      let message = "\"threads\" are those of a server; a cache in a process has none of its own"
      report(.rule(message), at: reader.node)
    }
    guard let connections = cache.connections, let node = reader.value("connections") else {
      return
    }
    guard let threads = cache.threads else {
      if !reader.has("threads") {
        report(.rule("\"connections\" needs \"threads\": without them nobody waits"), at: node)
      }
      return
    }
    if connections < threads {
      reportUnexpected(node, "at least \(threads), one for each thread")
    }
  }

  // MARK: Steps

  func cachedRead(_ reader: ObjectReader) -> Step {
    .cached(
      CachedRead(
        in: reader.name("in", of: .cache) ?? "", lifetime: lifetime(reader),
        isCoalesced: reader.boolean("coalesce") ?? false, timeout: reader.span("timeout"),
        onFailure: reader.choice("onFailure") ?? .miss,
        otherwise: reader.steps("otherwise") ?? []))
  }

  func cachedWrite(_ reader: ObjectReader) -> Step {
    let strategy: WriteStrategy = reader.choice("by") ?? .cacheAside
    let write = CachedWrite(
      in: reader.name("in", of: .cache) ?? "", by: strategy, lifetime: lifetime(reader),
      buffer: reader.object("buffer", as: "writeBuffer").map(buffer) ?? CachedWrite.Buffer(),
      timeout: reader.span("timeout"), onFailure: reader.choice("onFailure") ?? .miss,
      steps: reader.steps("do") ?? [])
    let isRead = reader.word("by") != nil
    if isRead, strategy != .writeBehind, let node = reader.value("buffer") {
      report(.rule("\"buffer\" is for write-behind; \(strategy.rawValue) has none"), at: node)
    }
    if isRead, !strategy.steps.contains(.setInCache), let node = reader.value("ttl") {
      report(.rule("\"ttl\" is of what is set; \(strategy.rawValue) sets nothing"), at: node)
    }
    return .written(write)
  }

  private func buffer(_ reader: ObjectReader) -> CachedWrite.Buffer {
    let usual = CachedWrite.Buffer()
    return CachedWrite.Buffer(
      delay: reader.span("delay") ?? usual.delay, batch: reader.whole("batch") ?? usual.batch,
      capacity: reader.whole("capacity") ?? usual.capacity)
  }

  func cacheOperation(
    _ reader: ObjectReader, _ key: String, _ action: CacheOperation.Action
  ) -> Step {
    let keys = reader.shape.fields.map(\.key)
    return .keyValue(
      CacheOperation(
        action, in: reader.name(key, of: .cache) ?? "",
        lifetime: keys.contains("ttl") ? lifetime(reader) : nil, timeout: reader.span("timeout"),
        then: keys.contains("then") ? reader.steps("then") ?? [] : [],
        otherwise: keys.contains("else") ? reader.steps("else") ?? [] : [],
        onFailure: reader.steps("otherwise")))
  }

  func increment(_ reader: ObjectReader) -> Step {
    let limit = reader.whole("above")
    if !reader.has("above"), let node = reader.value("then") ?? reader.value("else") {
      report(.rule("\"then\" and \"else\" need \"above\": the count that decides"), at: node)
    }
    return cacheOperation(reader, "increment", .increment(above: limit ?? 0))
  }

  /// How long what is stored lives, and how much shorter it may.
  private func lifetime(_ reader: ObjectReader) -> JitteredLifetime? {
    let longest = reader.span("ttl")
    guard let node = reader.value("jitter") else { return longest.map { JitteredLifetime($0) } }
    let isShare = node.value.text.map { $0.hasSuffix("%") } ?? false
    let share = isShare ? self.share(node, reader.field("jitter").value) : nil
    let spread = isShare ? nil : span(node, reader.field("jitter").value)
    guard let longest else {
      if !reader.has("ttl") {
        report(.rule("\"jitter\" needs \"ttl\", which it shortens"), at: reader.node)
      }
      return nil
    }
    let shorter =
      share.map { TimeSpan(roundingNanoseconds: Double(longest.nanoseconds) * $0) } ?? spread
    let lifetime = JitteredLifetime(longest, spread: shorter ?? .zero)
    if let problem = lifetime.problem { report(.rule(problem), at: node) }
    return lifetime
  }
}
