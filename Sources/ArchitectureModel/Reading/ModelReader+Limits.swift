import EventEngine
import Resilience
import TimeBase

/// The limits of a gateway.
extension ModelReader {
  func limit(_ node: Node) -> Gateway.Limit? {
    guard let variant = variant(node, of: "limit"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let isNginx = variant == "leakyBucketLimit"
    let limiter = limiter(variant, reader)
    let per: Gateway.Limit.Scope? = reader.choice("per")
    let (status, entries) = (reader.whole("status"), reader.whole("entries"))
    let cost = isNginx ? nil : reader.whole("cost")
    let crowding = isNginx ? nil : reader.word("crowded")
    let retryAfter = reader.value("retryAfter").flatMap(retryAfter)
    guard let limiter else { return nil }
    if let problem = limiter.problem {
      report(.rule(problem), at: reader.value(reader.shape.fields[0].key) ?? node)
    }
    var limit = Gateway.Limit(
      limiter: limiter, per: per ?? .everyone, status: status ?? (isNginx ? 503 : 429),
      entries: entries ?? Gateway.Limit.defaultEntries,
      crowding: ModelShapes.crowdings.first { $0.word == crowding }?.crowding ?? .forgetOldest,
      cost: cost ?? 1)
    limit.retryAfter = retryAfter
    return limit
  }

  private func limiter(_ variant: String, _ reader: ObjectReader) -> SelectedRateLimit? {
    switch variant {
    case "leakyBucketLimit": leakyBucket(reader)
    case "tokenBucketLimit": tokenBucket(reader)
    case "scriptedBucketLimit": scriptedBucket(reader)
    case "gcraLimit": gcra(reader)
    case "fixedWindowLimit": fixedWindow(reader)
    case "slidingCounterLimit":
      window(reader, "slidingCounter").map {
        .slidingCounter(SlidingCounterPolicy(limit: $0.limit, window: $0.length))
      }
    case "slidingLogLimit": slidingLog(reader)
    default: cyclicPermits(reader)
    }
  }

  private func leakyBucket(_ reader: ObjectReader) -> SelectedRateLimit? {
    let rate = reader.rate("leakyBucket")
    let burst = Int64(reader.whole("burst") ?? 0)
    let arithmetic: LeakyBucket.Arithmetic = reader.word("precision") == "exact" ? .exact : .nginx
    guard let rate else {
      _ = delay(reader)
      return nil
    }
    let policy = LeakyBucket.Policy(
      rate: rate, burst: burst, delay: delay(reader), arithmetic: arithmetic)
    return .leakyBucket(policy)
  }

  func delay(_ reader: ObjectReader) -> LeakyBucket.Delay {
    let mode = reader.word("mode")
    let passing = reader.whole("delay")
    if reader.has("mode"), reader.has("delay") {
      report(.rule("'mode' and 'delay' exclude each other"), at: reader.node)
    }
    return mode == "nodelay" ? .never : .after(Int64(passing ?? 0))
  }

  private func tokenBucket(_ reader: ObjectReader) -> SelectedRateLimit? {
    let node = reader.value("tokenBucket")
    let capacity = reader.whole("capacity").map { Int64($0) }
    guard let node else { return nil }
    guard node.value.members != nil else {
      let rate = rate(node, .either([.rate, .shape("tokens")]))
      guard let rate, let capacity else { return nil }
      return .tokenBucket(TokenBucket.Policy(rate: rate, capacity: capacity))
    }
    guard let refill = ObjectReader(node, as: "tokens", in: self) else { return nil }
    let (tokens, interval) = (refill.whole("tokens"), refill.span("every"))
    guard let tokens, let interval, let capacity else { return nil }
    return .periodicTokenBucket(
      PeriodicTokenBucket.Policy(tokens: Int64(tokens), every: interval, capacity: capacity))
  }
}

/// Limits that count in windows, and others by rate.
extension ModelReader {
  private func window(
    _ reader: ObjectReader, _ key: String
  ) -> (limit: Int64, length: TimeSpan)? {
    let (length, limit) = (reader.span(key), reader.whole("limit"))
    guard let length, let limit else { return nil }
    return (Int64(limit), length)
  }

  private func fixedWindow(_ reader: ObjectReader) -> SelectedRateLimit? {
    let isScattered = reader.word("alignment") == "scattered"
    return window(reader, "fixedWindow").map {
      .fixedWindow(
        FixedWindowPolicy(
          limit: $0.limit, window: $0.length, alignment: isScattered ? .scattered : .epoch()))
    }
  }

  private func slidingLog(_ reader: ObjectReader) -> SelectedRateLimit? {
    let logsRejected = reader.boolean("logsRejected") ?? false
    return window(reader, "slidingLog").map {
      .slidingLog(
        SlidingLogPolicy(limit: $0.limit, window: $0.length, logsRejected: logsRejected))
    }
  }

  private func cyclicPermits(_ reader: ObjectReader) -> SelectedRateLimit? {
    let timeout = reader.span("timeout") ?? .zero
    return window(reader, "cyclicPermits").map {
      .cyclicPermits(CyclicPermitsPolicy(limit: $0.limit, cycle: $0.length, timeout: timeout))
    }
  }

  private func gcra(_ reader: ObjectReader) -> SelectedRateLimit? {
    let (rate, burst) = (reader.rate("gcra"), Int64(reader.whole("burst") ?? 0))
    return rate.map { .gcra(GCRAPolicy(rate: $0, burst: burst)) }
  }

  private func scriptedBucket(_ reader: ObjectReader) -> SelectedRateLimit? {
    let (rate, capacity) = (reader.rate("scriptedTokenBucket"), reader.whole("capacity"))
    let (initial, timeToLive) = (reader.whole("initial"), reader.span("ttl"))
    guard let rate, let capacity else { return nil }
    let (tokens, overflow) = rate.count.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow, tokens % rate.period.nanoseconds == 0 else {
      report(
        .rule("the script adds whole tokens each second; \(rate) is no whole number a second"),
        at: reader.node)
      return nil
    }
    return .scriptedTokenBucket(
      ScriptedTokenBucketPolicy(
        tokensPerSecond: tokens / rate.period.nanoseconds, capacity: Int64(capacity),
        initial: initial.map { Int64($0) }, timeToLive: timeToLive))
  }
}

extension Gateway.Limit {
  /// What nginx keeps in a zone of one megabyte on a machine of 32 bits.
  static let defaultEntries = 16_000
}
