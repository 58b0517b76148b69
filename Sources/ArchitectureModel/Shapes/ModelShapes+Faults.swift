extension ModelShapes {
  static let faults = [outageFault, crashFault, slowFault, errorsFault, flushFault]

  private static let start = ModelShape.Field(
    required: "at", .span(.fromZero), "When it begins, from the start of the run.")
  private static let length = ModelShape.Field(
    "for", .span(.positive), "How long it lasts.", default: "to the end of the run")
  private static let instance = ModelShape.Field(
    "instance", .whole(0...(instances.upperBound - 1)),
    "One instance of a service, counted from 0.", default: "all instances")

  private static let outageFault = ModelShape(
    "outageFault", "A component that cannot be reached.",
    example: #"{ "at": "2m", "for": "60s", "outage": "database", "mode": "refuse" }"#,
    [
      start, length,
      .init(required: "outage", .name, "The component."),
      .init(
        "mode", .choice(Fault.OutageMode.allCases.map(\.rawValue)),
        "Whether calls are refused at once, or accepted and never answered.", default: "refuse"),
    ])

  private static let crashFault = ModelShape(
    "crashFault", "A process that dies: work in progress is lost, and callers learn it.",
    example: #"{ "at": "2m", "for": "30s", "crash": "app", "instance": 0 }"#,
    [
      start, length,
      .init(required: "crash", .name, "A gateway, service, cache or database."),
      instance,
    ])

  private static let slowFault = ModelShape(
    "slowFault", "A component that takes longer for everything.",
    example: #"{ "at": "2m", "for": "60s", "slow": "database", "factor": 5 }"#,
    [
      start, length,
      .init(required: "slow", .name, "The component."),
      .init(required: "factor", .number(.above(0, upTo: 1e6)), "How many times as long."),
      instance,
    ])

  private static let errorsFault = ModelShape(
    "errorsFault", "A component of which a share of the calls fails at the end of its work.",
    example: #"{ "at": "2m", "for": "60s", "errors": "app", "share": "10%" }"#,
    [
      start, length,
      .init(required: "errors", .name, "The component."),
      .init(required: "share", .share, "Share of the calls that fail."),
      .init("status", .status, "The status of the failures.", default: "500"),
      instance,
    ])

  private static let flushFault = ModelShape(
    "flushFault", "A cache that loses every entry.",
    example: #"{ "at": "2m", "flush": "cache" }"#,
    [start, .init(required: "flush", .name, "A cache.")])
}
