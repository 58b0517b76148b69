import EventEngine
import Resilience
import TimeBase

extension ModelReader {
  func gateway(_ reader: ObjectReader) -> Gateway {
    Gateway(
      work: reader.distribution("work"),
      bearer: reader.object("bearer", as: "bearer").map {
        Gateway.Bearer(
          work: $0.distribution("work") ?? .none, missing: $0.share("missing") ?? 0)
      },
      limits: (reader.list("limits") ?? []).compactMap(limit),
      call: callPolicy(reader, calling: "calls"))
  }

  private func limit(_ node: Node) -> Gateway.Limit? {
    guard let variant = variant(node, of: "limit"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let limiter = variant == "leakyBucketLimit" ? leakyBucket(reader) : tokenBucket(reader)
    let fallback = variant == "leakyBucketLimit" ? 503 : 429
    let per: Gateway.Limit.Scope? = reader.choice("per")
    let (status, entries) = (reader.whole("status"), reader.whole("entries"))
    guard let limiter else { return nil }
    return Gateway.Limit(
      limiter: limiter, per: per ?? .everyone, status: status ?? fallback,
      entries: entries ?? Gateway.Limit.defaultEntries)
  }

  private func leakyBucket(_ reader: ObjectReader) -> Gateway.Limit.Limiter? {
    let rate = reader.rate("leakyBucket")
    let burst = Int64(reader.whole("burst") ?? 0)
    let arithmetic: LeakyBucket.Arithmetic = reader.word("precision") == "exact" ? .exact : .nginx
    guard let rate else {
      _ = delay(reader)
      return nil
    }
    let policy = LeakyBucket.Policy(
      rate: rate, burst: burst, delay: delay(reader), arithmetic: arithmetic)
    if let problem = policy.problem, let node = reader.value("leakyBucket") {
      report(.rule(problem), at: node)
    }
    return .leakyBucket(policy)
  }

  private func delay(_ reader: ObjectReader) -> LeakyBucket.Delay {
    let mode = reader.word("mode")
    let passing = reader.whole("delay")
    if reader.has("mode"), reader.has("delay") {
      report(.rule("'mode' and 'delay' exclude each other"), at: reader.node)
    }
    return mode == "nodelay" ? .never : .after(Int64(passing ?? 0))
  }

  private func tokenBucket(_ reader: ObjectReader) -> Gateway.Limit.Limiter? {
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

extension Gateway.Limit {
  /// What nginx keeps in a zone of one megabyte on a machine of 32 bits.
  static let defaultEntries = 16_000
}
