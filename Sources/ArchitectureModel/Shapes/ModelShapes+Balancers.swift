import Resilience

extension ModelShapes {
  static let balancers =
    [balancer, passiveHealth, activeHealth, nextUpstream, outliers, slowStart, sticky]
    + algorithmShapes

  private static let balancer = ModelShape(
    "balancer", "Chooses, for each call, one of several targets.",
    example: #"{ "kind": "balancer", "algorithm": "leastConnections", "over": "app" }"#,
    [
      kind("balancer"),
      .init(
        "algorithm", .either([.choice(algorithms.map(\.word)), .union("algorithm")]),
        "How it chooses.", default: "roundRobin"),
      .init(
        "routeBy", .choice(Balancer.Routing.allCases.map(\.rawValue)),
        "What is hashed, where the algorithm hashes.",
        default: "address with addressHash, otherwise key"),
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
        "activeHealth", .shape("activeHealth"),
        "Asks each target how it is, and leaves out who does not answer well.",
        default: "nobody is asked"),
      .init(
        "nextUpstream", .shape("nextUpstream"), "When a failed call is tried on another target.",
        default: "never"),
      .init(
        "outliers", .shape("outliers"), "Leaves targets out that fail more than others.",
        default: "nobody is left out"),
      .init(
        "slowStart", .shape("slowStart"),
        "How targets that are back are eased in, where the algorithm goes by weights.",
        default: "at once"),
      .init(
        "panicThreshold", .whole(0...100),
        "Percent of the targets; while fewer are well, all are called as if they were.",
        default: "0"),
      .init(
        "timeout", .span(.positive), "The longest wait for one target.",
        default: "waits as long as its caller"),
      .init(
        "workers", .whole(1...1_000),
        "Processes, each of which knows only the calls and failures that it has seen itself. In several "
          + "zones, callers that stand in one call a process there, while one is up.",
        default: "1"),
      .init(
        "sharedState", .boolean,
        "Whether all processes share what one of them knows: connections, failures, checks, whose turn "
          + "it is; as with nginx's zone, or threads of one HAProxy.", default: "false"),
      .init(
        "sticky", .shape("sticky"), "Sends what belongs together to the same target.",
        default: "each call is chosen for by itself"),
      .init(
        "zoneRouting", .shape("zoneRouting"), "Prefers targets that stand in its own zone.",
        default: "all zones are alike"),
      connectionField,
    ] + zoneFields)

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

  private static let outliers = ModelShape(
    "outliers", "Envoy's outlier detection.",
    example: #"{ "consecutiveErrors": 5, "baseEjection": "30s" }"#,
    [
      .init(
        "consecutiveErrors", .whole(0...1_000_000),
        "Failures in a row, of any kind, that eject a target; 0 for never.", default: "5"),
      .init(
        "consecutiveGatewayFailures", .whole(0...1_000_000),
        "The same for 502, 503, 504 and no answer at all.", default: "0"),
      .init(
        "interval", .span(.positive), "How often targets are compared and let back in.",
        default: "10s"),
      .init(
        "baseEjection", .span(.fromZero),
        "How long a target is ejected, times how often it has been.", default: "30s"),
      .init(
        "maximumEjection", .span(.fromZero), "The longest ejection.",
        default: "5m, or the base if that is longer"),
      .init(
        "ejectionJitter", .span(.fromZero), "What ejections are longer by, at random, at most.",
        default: "0s"),
      .init(
        "maximumEjected", .whole(0...100), "Percent of the targets that are ejected at most.",
        default: "10"),
      .init(
        "alwaysEjectsOne", .boolean, "Whether one may be ejected even if that is more.",
        default: "true"),
      .init(
        "successRateDeviations", .number(.atLeast(0, upTo: 1000)),
        "Targets are ejected whose success rate is more standard deviations below the mean.",
        default: "1.9"),
      .init(
        "successRateHosts", .whole(0...1_000_000),
        "Targets with enough calls that such a comparison needs.", default: "5"),
      .init(
        "successRateVolume", .whole(0...1_000_000), "How many calls are enough.", default: "100"),
      .init(
        "failurePercentage", .whole(0...100),
        "Percent of failures that eject a target; 0 for never.", default: "0"),
      .init(
        "failurePercentageHosts", .whole(0...1_000_000),
        "Targets with enough calls that this needs.", default: "5"),
      .init(
        "failurePercentageVolume", .whole(0...1_000_000), "How many calls are enough.",
        default: "50"),
    ])

  private static let slowStart = ModelShape(
    "slowStart", "The weight of a target that is back grows to its full.",
    example: #"{ "window": "30s" }"#,
    [
      .init(required: "window", .span(.positive), "How long that takes."),
      .init(
        "aggression", .number(.atLeast(0.1, upTo: 10)),
        "1 for a straight line, more for a faster beginning.", default: "1"),
      .init("minimum", .share, "The share of the weight it begins with.", default: "10%"),
    ])

  private static let sticky = ModelShape(
    "sticky",
    "Sends all calls of a session to one target while that is well; then to another, and there they "
      + "stay. What is remembered is known to all processes.",
    example: #"{ "by": "session" }"#,
    [
      .init(
        "by", .choice(Balancer.Stickiness.Bond.allCases.map(\.rawValue)),
        "What belongs together: requests of one user or visitor, as by a cookie, from one address, "
          + "about the same, or on behalf of one tenant. Arrivals belong to no session.",
        default: "session"),
      .init(
        "entries", .whole(1...1 << 30),
        "Sessions that are remembered; who was not seen for the longest makes room.",
        default: "1000000"),
      .init(
        "idle", .span(.positive), "A session that was not seen for so long is forgotten.",
        default: "as long as there is room"),
    ])

  private static let nextUpstream = ModelShape(
    "nextUpstream", "nginx's proxy_next_upstream.",
    example: #"{ "tries": 2, "on": ["refused", "timeout"] }"#,
    [
      .init(required: "tries", .whole(1...1000), "Targets tried at most, the first included."),
      .init(
        "on", conditions, "Failures after which another target is tried.",
        default: "refused, disconnected, timeout"),
      .init(
        "nonIdempotent", .boolean,
        "Whether also POST, LOCK and PATCH are tried again once they have been sent.",
        default: "false"),
      .init(
        "within", .span(.positive), "Time after which no other target is tried.",
        default: "no limit"),
    ])
}
