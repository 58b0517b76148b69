import Resilience

/// How the instances of a service come and go.
extension ModelShapes {
  static let turnover = [shutdown, autoscale, scalingRules, scalingStep]

  static let turnoverFields: [ModelShape.Field] = [
    .init(
      "stores", .map(of: .choice(Store.Scope.allCases.map(\.rawValue))),
      "Records in its memory, by name: whether each process, each instance or the whole service has "
        + "them to itself, with numbers of its own.",
      default: "none"),
    .init(
      "readiness", .span(.fromZero),
      "From when a started instance listens until somebody sends to it.", default: "0s"),
    .init(
      "shutdown", .shape("shutdown"), "How an instance ends that is taken away.",
      default: "it drains for up to 30s"),
    .init(
      "autoscale", .shape("autoscale"), "When instances are added and taken away.",
      default: "there are always as many"),
  ]

  private static let shutdown = ModelShape(
    "shutdown", "How an instance ends that is told to.",
    example: #"{ "manner": "drain", "grace": "30s", "preStop": "5s", "deregister": "2s" }"#,
    [
      .init(
        "manner", .choice(Service.Shutdown.Manner.allCases.map(\.rawValue)),
        "Whether a process that is told to end finishes its work (drain) or drops it (cancel).",
        default: "drain"),
      .init(
        "grace", .span(.fromZero), "From the decision until the process is killed.", default: "30s"
      ),
      .init(
        "preStop", .span(.fromZero),
        "From the decision until the process is told; until then it serves.", default: "0s"),
      .init(
        "deregister", .span(.fromZero),
        "From the decision until nobody sends to it; a process that no longer listens refuses.",
        default: "0s"),
    ])

  private static let autoscale = ModelShape(
    "autoscale", "Instances by the rules of Kubernetes' Horizontal Pod Autoscaler.",
    example: #"{ "utilisation": "70%", "min": 2, "max": 10 }"#,
    exactlyOneOf: ["utilisation", "inFlight", "queue", "requests"],
    [
      .init(
        "utilisation", .share, "The share of its workers that should be busy in each instance."),
      .init(
        "inFlight", .number(.above(0, upTo: 1e6)),
        "Requests that should be inside of each instance."),
      .init(
        "queue", .number(.above(0, upTo: 1e6)), "Requests that should wait in each instance."),
      .init("requests", .rate, "Requests that should arrive at each instance."),
      .init("min", .whole(instances), "Instances that there are at least.", default: "1"),
      .init(required: "max", .whole(instances), "Instances that there are at most."),
      .init("every", .span(.positive), "Time between two looks.", default: "15s"),
      .init(
        "delay", .span(.fromZero), "How old what is known of the load is.", default: "0s"),
      .init(
        "tolerance", .share, "How far the load may be from the target without a consequence.",
        default: "10%"),
      .init(
        "up", .shape("scalingRules"), "How fast instances are added.",
        default: "4 or 100% in 15s, whichever is more"),
      .init(
        "down", .shape("scalingRules"), "How fast they are taken away.",
        default: "100% in 15s, never fewer than were wanted in the last 5m"),
    ])

  private static let scalingRules = ModelShape(
    "scalingRules", "How fast the number of instances may change in one direction.",
    example: #"{ "stabilisation": "1m", "steps": [ { "instances": 4, "per": "1m" } ] }"#,
    [
      .init(
        "stabilisation", .span(.fromZero), "How far back what was wanted still counts.",
        default: "0s up, 5m down"),
      .init(
        "steps", .list(of: .shape("scalingStep"), atLeast: 0),
        "How much of a change there may be in a time.", default: "those of Kubernetes"),
      .init(
        "choice", .choice(HorizontalAutoscaler.Rules.Choice.allCases.map(\.rawValue)),
        "Which of the steps counts; never for no change.", default: "largest"),
    ])

  private static let scalingStep = ModelShape(
    "scalingStep", "At most so much of a change within a time.",
    example: #"{ "percent": 10, "per": "1m" }"#,
    exactlyOneOf: ["instances", "percent"],
    [
      .init("instances", .whole(instances), "So many."),
      .init("percent", .whole(1...1_000_000), "So many for each hundred at its beginning."),
      .init(required: "per", .span(.positive), "The time."),
    ])
}
