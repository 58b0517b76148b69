extension ModelShapes {
  private static let level = ValueShape.either([.whole(0...1_000_000_000), .share])

  static let faultTrigger = ModelShape(
    "faultTrigger", "A level that starts a fault when it is exceeded.",
    example: #"{ "metric": "queue", "of": "jobs", "above": 9000 }"#,
    [
      .init(
        required: "metric", .choice(Fault.Trigger.Metric.allCases.map(\.rawValue)),
        "Calls that wait in line, all that are inside, the share of workers that are busy, or the "
          + "share of the calls that end in failure."),
      .init(required: "of", .name, "The client or component."),
      .init(
        required: "above", level,
        "The highest level that starts nothing: calls, or a share of workers or failures."),
      .init(
        "over", .span(.positive),
        "Of utilisation and errors: over how long; they are looked at ten times in that time.",
        default: "10s"),
      .init(
        "lasting", .span(.fromZero), "How long it has to be exceeded without a break.",
        default: "no time"),
      .init(
        "againAt", level,
        "When the fault is over and the level has fallen to this, it can start the fault once more.",
        default: "it starts it once"),
      .init("after", .span(.fromZero), "From then to the beginning.", default: "at once"),
    ])
}
