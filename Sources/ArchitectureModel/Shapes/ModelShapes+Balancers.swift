import Resilience

extension ModelShapes {
  static let balancers = [balancer, sampling, passiveHealth, nextUpstream]

  /// The algorithms that a word names.
  static let algorithms: [(word: String, algorithm: BalancingAlgorithm)] = [
    ("roundRobin", .roundRobin), ("smoothWeightedRoundRobin", .smoothWeightedRoundRobin),
    ("leastConnections", .leastConnections), ("joinShortestQueue", .joinShortestQueue),
    ("random", .random), ("randomTwo", .randomTwo), ("powerOfTwo", .powerOfTwo),
  ]

  private static let balancer = ModelShape(
    "balancer", "Chooses, for each call, one of several targets.",
    example: #"{ "kind": "balancer", "algorithm": "leastConnections", "over": "app" }"#,
    [
      kind("balancer"),
      .init(
        "algorithm", .either([.choice(algorithms.map(\.word)), .shape("sampling")]),
        "How it chooses.", default: "roundRobin"),
      .init(
        required: "over", .either([.name, .list(of: .name, atLeast: 1)]),
        "A service, whose instances are the targets, or several components."),
      .init(
        "weights", .list(of: .whole(0...1_000_000), atLeast: 1),
        "One for each target, in their order.", default: "all are 1"),
      .init(
        "passiveHealth", .shape("passiveHealth"), "Leaves targets out that have failed.",
        default: "failures have no consequence"),
      .init(
        "nextUpstream", .shape("nextUpstream"), "When a failed call is tried on another target.",
        default: "never"),
      .init(
        "timeout", .span(.positive), "The longest wait for one target.",
        default: "waits as long as its caller"),
    ])

  private static let sampling = ModelShape(
    "sampling", "The shortest of a sample of the targets.",
    example: #"{ "shortestOfSample": 2 }"#,
    [.init(required: "shortestOfSample", .whole(1...64), "Targets in the sample.")])

  private static let passiveHealth = ModelShape(
    "passiveHealth", "nginx's max_fails and fail_timeout.",
    example: #"{ "failures": 3, "for": "10s" }"#,
    [
      .init(
        "failures", .whole(1...1_000_000), "Failures within the time that suspend a target.",
        default: "1"),
      .init(
        "for", .span(.positive), "The time, and how long a suspension lasts.", default: "10s"),
      .init(
        "precision", .choice(["nginx", "exact"]), "Whole seconds, as nginx counts, or nanoseconds.",
        default: "nginx"),
    ])

  private static let nextUpstream = ModelShape(
    "nextUpstream", "nginx's proxy_next_upstream.",
    example: #"{ "tries": 2, "on": ["refused", "timeout"] }"#,
    [
      .init(required: "tries", .whole(1...1000), "Targets tried at most, the first included."),
      .init(
        "on", conditions, "Failures after which another target is tried.",
        default: "refused, disconnected, timeout"),
    ])
}
