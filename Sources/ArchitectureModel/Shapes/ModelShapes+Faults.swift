extension ModelShapes {
  static let faults = [
    outageFault, crashFault, slowFault, errorsFault, flushFault, freezeFault, brownoutFault,
  ]

  private static let timing: [ModelShape.Field] = [
    .init("at", .span(.fromZero), "When it begins, from the start of the run."),
    .init(
      "every", .duration,
      "Instead of at: it comes again and again, so long after the start or the last repair."),
    .init(
      "for", .duration, "How long it lasts; with every, perhaps drawn anew each time.",
      default: "to the end of the run"),
    .init(
      "crews", .whole(1...10_000),
      "With every: repairs of this fault that go on at once; further ones wait for a crew.",
      default: "any number"),
  ]
  private static let eitherTime = ["at", "every"]
  private static let instance = ModelShape.Field(
    "instance", .either([.whole(0...(instances.upperBound - 1)), .word("each")]),
    "One instance of a service, counted from 0, or each by itself at its own times.",
    default: "all instances together")

  private static let outageFault = ModelShape(
    "outageFault", "A component that cannot be reached.",
    example: #"{ "at": "2m", "for": "60s", "outage": "database", "mode": "refuse" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "outage", .name, "The component."),
      .init(
        "mode", .choice(Fault.OutageMode.allCases.map(\.rawValue)),
        "Whether calls are refused at once, or accepted and never answered.", default: "refuse"),
    ])

  private static let crashFault = ModelShape(
    "crashFault", "A process that dies: work in progress is lost, and callers learn it.",
    example: #"{ "at": "2m", "for": "30s", "crash": "app", "instance": 0 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "crash", .name, "A gateway, service, cache or database."),
      instance,
    ])

  private static let slowFault = ModelShape(
    "slowFault", "A component that takes longer for everything.",
    example: #"{ "at": "2m", "for": "60s", "slow": "database", "factor": 5 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "slow", .name, "The component."),
      .init(required: "factor", .number(.above(0, upTo: 1e6)), "How many times as long."),
      instance,
    ])

  private static let errorsFault = ModelShape(
    "errorsFault", "A component of which a share of the calls fails at the end of its work.",
    example: #"{ "at": "2m", "for": "60s", "errors": "app", "share": "10%" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "errors", .name, "The component."),
      .init(required: "share", .share, "Share of the calls that fail."),
      .init("status", .status, "The status of the failures.", default: "500"),
      instance,
    ])

  private static let flushFault = ModelShape(
    "flushFault", "A cache that loses every entry, or some.",
    example: #"{ "at": "2m", "flush": "cache" }"#,
    exactlyOneOf: eitherTime,
    [
      timing[0], timing[1], .init(required: "flush", .name, "A cache."),
      .init(
        "share", .share, "How likely each key is to be lost, chosen by its hash.", default: "100%"),
    ])

  private static let freezeFault = ModelShape(
    "freezeFault", "A component that stands still and later goes on where it was.",
    example: #"{ "at": "2m", "for": "10s", "freeze": "app", "instance": 1 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "freeze", .name, "A gateway, service, cache, queue or database."),
      instance,
    ])

  private static let brownoutFault = ModelShape(
    "brownoutFault",
    "Workers or connections that are missing; others resume what they were working on.",
    example: #"{ "every": { "exponential": "10s" }, "for": "1s", "brownout": "app" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "brownout", .name, "A service, queue or database with limited workers."),
      .init("workers", .whole(1...1_000_000), "How many of each instance.", default: "1"),
      instance,
    ])
}
