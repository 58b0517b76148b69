extension ModelShapes {
  static let gateways = [gateway, bearer, leakyBucketLimit, tokenBucketLimit, tokens]

  static func kind(_ word: String) -> ModelShape.Field {
    .init(required: "kind", .word(word), "What the component is.")
  }

  private static let gateway = ModelShape(
    "gateway",
    "A reverse proxy: works a little, checks credentials and limits, and passes requests on.",
    example: #"{ "kind": "gateway", "work": "0.2ms", "calls": "balancer", "timeout": "5s" }"#,
    [
      kind("gateway"),
      .init(
        "work", .duration, "Time on each request; requests do not wait for each other.",
        default: "0s"),
      .init("bearer", .shape("bearer"), "Check of a token.", default: "no check"),
      .init(
        "limits", .list(of: .union("limit"), atLeast: 0),
        "All must admit a request; the first that does not answers it.", default: "no limits"),
    ] + callFields)

  private static let bearer = ModelShape(
    "bearer", "Check of a bearer token.",
    example: #"{ "work": "50us", "missing": "1%" }"#,
    [
      .init(required: "work", .duration, "Time to check a token."),
      .init(
        "missing", .share, "Share of requests without a token; they are answered 401.",
        default: "0%"),
    ])

  private static let sharedLimitFields: [ModelShape.Field] = [
    .init(
      "per", .choice(Gateway.Limit.Scope.allCases.map(\.rawValue)),
      "One bucket for everyone, for each address, or for each key.", default: "everyone"),
    .init(
      "entries", .whole(1...10_000_000),
      "Buckets kept when they are per address or key; the longest unused makes room.",
      default: "16000"),
  ]

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
      .init("status", status, "Answer to what is turned away.", default: "503"),
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
      .init("status", status, "Answer to what is turned away.", default: "429"),
    ] + sharedLimitFields)

  private static let tokens = ModelShape(
    "tokens", "Tokens that come back together, as with Envoy's local rate limit.",
    example: #"{ "tokens": 10, "every": "1s" }"#,
    [
      .init(required: "tokens", .whole(1...1_000_000_000), "How many."),
      .init(required: "every", .span(.positive), "How often."),
    ])

  private static let status = ValueShape.status
}
