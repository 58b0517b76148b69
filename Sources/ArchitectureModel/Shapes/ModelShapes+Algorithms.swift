import Resilience

/// How balancers choose.
extension ModelShapes {
  static let algorithmShapes = [sampling, leastRequest, peakEWMA, maglev]

  static let algorithmNames = ["sampling", "leastRequest", "peakEWMA", "maglev"]

  /// The algorithms that a word names.
  static let algorithms: [(word: String, algorithm: BalancingAlgorithm)] = [
    ("roundRobin", .roundRobin), ("smoothWeightedRoundRobin", .smoothWeightedRoundRobin),
    ("leastConnections", .leastConnections), ("joinShortestQueue", .joinShortestQueue),
    ("random", .random), ("randomTwo", .randomTwo), ("powerOfTwo", .powerOfTwo),
    ("leastRequest", .leastRequest()), ("peakEWMA", .peakEWMA()), ("addressHash", .addressHash),
    ("keyHash", .keyHash), ("ketama", .ketama), ("maglev", .maglev()),
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
}
