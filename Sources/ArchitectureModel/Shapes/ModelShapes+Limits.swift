import Resilience

/// The limits of a gateway.
extension ModelShapes {
  static let limits = [
    leakyBucketLimit, tokenBucketLimit, tokens, scriptedBucketLimit, gcraLimit, fixedWindowLimit,
    slidingCounterLimit, slidingLogLimit, cyclicPermitsLimit,
  ]

  static let limitNames = [
    "leakyBucketLimit", "tokenBucketLimit", "scriptedBucketLimit", "gcraLimit", "fixedWindowLimit",
    "slidingCounterLimit", "slidingLogLimit", "cyclicPermitsLimit",
  ]

  static let chargings: [(word: String, charging: LimitChain.Charging)] = [
    ("inOrder", .inOrder), ("allOrNothing", .allOrNothing),
  ]

  static let crowdings: [(word: String, crowding: KeyCrowding)] = [
    ("forgetOldest", .forgetOldest),
    ("failOpen", .forgetRested(otherwise: .isAdmitted)),
    ("failClosed", .forgetRested(otherwise: .isRejected)),
  ]

  private static let sharedLimitFields: [ModelShape.Field] = [
    .init(
      "per", .choice(Gateway.Limit.Scope.allCases.map(\.rawValue)),
      "One bucket for everyone, for each client address, address that connects, key or tenant.",
      default: "everyone"),
    .init(
      "entries", .whole(1...10_000_000),
      "Buckets kept when there is more than one; the longest unused makes room.",
      default: "16000"),
    .init(
      "retryAfter", retryAfter,
      "What Retry-After says to those who are turned away: when they would pass, or always the same.",
      default: "there is no such header"),
  ]

  /// What every limit but nginx's can say.
  private static let limitFields: [ModelShape.Field] =
    [
      .init("status", .status, "Answer to what is turned away.", default: "429"),
      .init("cost", .whole(1...1_000_000_000), "What one request is charged.", default: "1"),
      .init(
        "crowded", .choice(crowdings.map(\.word)),
        "What becomes of a newcomer when all entries are in use: it takes the place of the longest "
          + "unused one, or only of one that has all of its limit left and else passes or is turned "
          + "away.", default: "forgetOldest"),
    ] + sharedLimitFields

  private static let leakyBucketLimit = ModelShape(
    "leakyBucketLimit", "nginx's limit_req.",
    example: #"{ "leakyBucket": "100/s", "burst": 20, "per": "address" }"#,
    [
      .init(required: "leakyBucket", .rate, "The rate at which the bucket leaks."),
      .init(
        "burst", .whole(0...1_000_000_000), "Requests beyond the rate that are not turned away.",
        default: "0"),
      .init(
        "mode", .choice(["delay", "nodelay"]),
        "Whether requests of a burst are delayed to the rate or passed at once.",
        default: "delay"),
      .init(
        "delay", .whole(0...1_000_000_000),
        "Requests of a burst that pass at once before the others are delayed; instead of mode."),
      .init(
        "precision", .choice(["nginx", "exact"]),
        "Thousandths of a request and milliseconds, as nginx counts, or nanoseconds.",
        default: "nginx"),
      .init("status", .status, "Answer to what is turned away.", default: "503"),
    ] + sharedLimitFields)

  private static let tokenBucketLimit = ModelShape(
    "tokenBucketLimit", "A bucket that starts full; each request takes a token.",
    example: #"{ "tokenBucket": "100/s", "capacity": 50 }"#,
    [
      .init(
        required: "tokenBucket", .either([.rate, .shape("tokens")]),
        "How fast tokens come back: steadily, at a rate, or so many at once."),
      .init(
        required: "capacity", .whole(1...1_000_000_000), "Tokens that the bucket holds."),
    ] + limitFields)

  private static let tokens = ModelShape(
    "tokens", "Tokens that come back together, as with Envoy's local rate limit.",
    example: #"{ "tokens": 10, "every": "1s" }"#,
    [
      .init(required: "tokens", .whole(1...1_000_000_000), "How many."),
      .init(required: "every", .span(.positive), "How often."),
    ])

  private static let scriptedBucketLimit = ModelShape(
    "scriptedBucketLimit",
    "A token bucket in whole seconds, as the Redis script of Stripe and Spring Cloud Gateway has it.",
    example: #"{ "scriptedTokenBucket": "10/s", "capacity": 20 }"#,
    [
      .init(
        required: "scriptedTokenBucket", .rate, "Tokens that come back; a whole number a second."),
      .init(required: "capacity", .whole(0...1_000_000_000), "Tokens that the bucket holds."),
      .init(
        "initial", .whole(0...1_000_000_000), "Tokens of a bucket that nobody has asked for.",
        default: "all"),
      .init(
        "ttl", .span(.positive), "How long a bucket is kept that nobody asks for.",
        default: "twice the time that it takes to fill, in whole seconds"),
    ] + limitFields)

  private static let gcraLimit = ModelShape(
    "gcraLimit", "The generic cell rate algorithm: requests at a rate, and some ahead of it.",
    example: #"{ "gcra": "10/s", "burst": 5 }"#,
    [
      .init(required: "gcra", .rate, "The rate that is sustained."),
      .init(
        "burst", .whole(0...1_000_000_000), "Requests that may come ahead of the rate.",
        default: "0"),
    ] + limitFields)

  private static let fixedWindowLimit = ModelShape(
    "fixedWindowLimit", "So many requests in each window of time; the count then begins anew.",
    example: #"{ "fixedWindow": "1s", "limit": 100 }"#,
    [
      .init(required: "fixedWindow", .span(.positive), "How long a window is."),
      .init(required: "limit", windowLimit, "Requests in a window."),
      .init(
        "alignment", .choice(["epoch", "scattered"]),
        "Whether windows begin at multiples of their length, or for each bucket elsewhere.",
        default: "epoch"),
    ] + limitFields)

  private static let slidingCounterLimit = ModelShape(
    "slidingCounterLimit",
    "So many requests in a window that is estimated from the counts of this one and the last.",
    example: #"{ "slidingCounter": "1m", "limit": 1000 }"#,
    [
      .init(required: "slidingCounter", .span(.positive), "How long a window is."),
      .init(required: "limit", windowLimit, "Requests in a window."),
    ] + limitFields)

  private static let slidingLogLimit = ModelShape(
    "slidingLogLimit", "So many requests in any stretch of time; remembers the time of each.",
    example: #"{ "slidingLog": "1s", "limit": 100 }"#,
    [
      .init(required: "slidingLog", .span(.positive), "How long the stretch is."),
      .init(
        required: "limit", .whole(0...Int(SlidingLogPolicy.largestLimit)),
        "Requests in such a stretch."),
      .init(
        "logsRejected", .boolean, "Whether requests that are turned away count.",
        default: "false"),
    ] + limitFields)

  private static let cyclicPermitsLimit = ModelShape(
    "cyclicPermitsLimit",
    "resilience4j's rate limiter: permits for each cycle, for which requests can wait.",
    example: #"{ "cyclicPermits": "500ms", "limit": 50, "timeout": "1s" }"#,
    [
      .init(required: "cyclicPermits", .span(.positive), "How long a cycle is."),
      .init(required: "limit", .whole(1...1_000_000_000), "Permits of a cycle."),
      .init(
        "timeout", .span(.fromZero), "The longest a request waits for a permit of a later cycle.",
        default: "0s"),
    ] + limitFields)

  private static let windowLimit = ValueShape.whole(0...1_000_000_000)
}
