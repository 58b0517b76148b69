import Resilience

/// How balancers choose.
extension ModelShapes {
  static let algorithmShapes = [sampling, leastRequest, peakEWMA, maglev, prequal]

  static let algorithmNames = ["sampling", "leastRequest", "peakEWMA", "maglev", "prequal"]

  /// The algorithms that a word names.
  static let algorithms: [(word: String, algorithm: BalancingAlgorithm)] = [
    ("roundRobin", .roundRobin), ("smoothWeightedRoundRobin", .smoothWeightedRoundRobin),
    ("leastConnections", .leastConnections), ("joinShortestQueue", .joinShortestQueue),
    ("random", .random), ("randomTwo", .randomTwo), ("powerOfTwo", .powerOfTwo),
    ("leastRequest", .leastRequest()), ("peakEWMA", .peakEWMA()), ("addressHash", .addressHash),
    ("keyHash", .keyHash), ("ketama", .ketama), ("maglev", .maglev()), ("prequal", .prequal()),
  ]

  private static let sampling = ModelShape(
    "sampling", "The shortest of a sample of the targets.",
    example: #"{ "shortestOfSample": 2 }"#,
    [.init(required: "shortestOfSample", .whole(1...64), "Targets in the sample.")])

  private static let leastRequest = ModelShape(
    "leastRequest", "Envoy's least request.",
    example: #"{ "leastRequest": 2, "bias": 1 }"#,
    [
      .init(
        required: "leastRequest", .whole(1...64),
        "Targets that are drawn and compared while all weights are equal."),
      .init(
        "bias", .number(.atLeast(0, upTo: 100)),
        "How much calls under way count against a target where weights differ.", default: "1"),
    ])

  private static let peakEWMA = ModelShape(
    "peakEWMA", "Finagle's peak EWMA: of two targets the one with less to wait for.",
    example: #"{ "peakEWMA": "10s" }"#,
    [
      .init(required: "peakEWMA", .span(.positive), "How fast peaks of latency are forgotten."),
      .init(
        "initialLatency", .span(.fromZero), "What is taken for the latency of a new target.",
        default: "0s"),
    ])

  private static let maglev = ModelShape(
    "maglev", "Consistent hashing by a table that is filled in turns.",
    example: #"{ "maglev": 65537 }"#,
    [.init(required: "maglev", .whole(2...5_000_011), "Size of the table, a prime number.")])

  private static let prequal = ModelShape(
    "prequal",
    "Prequal: targets are asked how many requests they have and how long these take, ahead of need.",
    example: #"{ "prequal": 3, "expiry": "1s" }"#,
    [
      .init(
        required: "prequal", .number(.atLeast(0, upTo: 64)),
        "Targets that are asked for each call; fractions add up."),
      .init("pool", .whole(2...64), "Answers that are kept at most.", default: "16"),
      .init(
        "removals", .number(.atLeast(0, upTo: 64)),
        "Answers that are dropped for each call, the oldest and the worst in turn.", default: "1"),
      .init("expiry", .span(.positive), "How old an answer may be.", default: "1s"),
      .init(
        "hotQuantile", .share,
        "The share of recent loads above which a target is hot; it is chosen only if all are.",
        default: "84.09%"),
      .init(
        "reuseMargin", .number(.above(0, upTo: 100)),
        "How many more uses of answers there are than calls.", default: "1"),
      .init(
        "minimumAnswers", .whole(1...64), "With fewer a target is drawn at random.", default: "2"),
    ])
}
