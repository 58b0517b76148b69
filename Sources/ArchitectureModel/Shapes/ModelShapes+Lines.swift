extension ModelShapes {
  static let lines = [
    adaptiveLIFO, aging, agingPeriod, fairness, codel, networkCoDel, standingQueue, controlledDelay,
  ]

  /// What every component with a waiting line can say about it.
  static let lineFields: [ModelShape.Field] = [
    .init(
      "discipline",
      .either([
        .choice(["fifo", "lifo", "siro", "priority", "earliestDeadline", "fair"]),
        .shape("adaptiveLifo"), .shape("aging"), .shape("fairness"),
      ]),
      "Who of those that wait is served next: first come, last come, anybody (siro), the highest "
        + "priority, the earliest deadline of a caller, or tenants in turn.",
      default: "fifo"),
    .init(
      "whenFull", .choice(["reject", "displace"]),
      "Whether the newcomer is sent away or whom the discipline can best do without.",
      default: "reject"),
    .init(
      "dropExpired", .boolean,
      "Whether those whose callers have given up are dropped when it is their turn.",
      default: "false"),
    .init(
      "delayControl",
      .either([.shape("codel"), .shape("networkCodel"), .shape("standingQueue")]),
      "What bounds the time in line whatever the discipline.", default: "nothing"),
  ]

  private static let adaptiveLIFO = ModelShape(
    "adaptiveLifo", "First come, first served while few wait, and the newest first when many do.",
    example: #"{ "adaptiveLifo": 100 }"#,
    [
      .init(
        required: "adaptiveLifo", .whole(0...100_000_000),
        "With more waiting the newest goes first.")
    ])

  private static let aging = ModelShape(
    "aging", "The highest priority first; those who wait rise.",
    example: #"{ "priority": { "aging": "10s" } }"#,
    [.init(required: "priority", .shape("agingPeriod"), "How they rise.")])

  private static let agingPeriod = ModelShape(
    "agingPeriod", "How those who wait rise.",
    example: #"{ "aging": "10s" }"#,
    [.init(required: "aging", .span(.positive), "They rise by one level in this time.")])

  private static let fairness = ModelShape(
    "fairness", "Tenants in turn, told apart only by a hash into so many buckets.",
    example: #"{ "fair": 64 }"#,
    [.init(required: "fair", .whole(1...1_000_000), "Buckets.")])

  private static let controlFields: [ModelShape.Field] = [
    .init("target", .span(.positive), "The wait that is tolerated.", default: "5ms"),
    .init("interval", .span(.positive), "How long it must last.", default: "100ms"),
  ]

  private static let codel = ModelShape(
    "codel", "folly's controlled delay: drops by the lowest wait of an interval.",
    example: #"{ "codel": { "target": "5ms", "interval": "100ms" } }"#,
    [.init(required: "codel", .shape("controlledDelay"), "Its parameters.")])

  private static let networkCoDel = ModelShape(
    "networkCodel", "Controlled delay of RFC 8289: drops one at a time, at a growing rate.",
    example: #"{ "networkCodel": { "target": "5ms", "interval": "100ms" } }"#,
    [.init(required: "networkCodel", .shape("controlledDelay"), "Its parameters.")])

  private static let standingQueue = ModelShape(
    "standingQueue",
    "A short timeout for those who join a queue that has not been empty for an interval.",
    example: #"{ "standingQueue": { "target": "5ms", "interval": "100ms" } }"#,
    [.init(required: "standingQueue", .shape("controlledDelay"), "Its parameters.")])

  static let controlledDelay = ModelShape(
    "controlledDelay", "What wait is tolerated for how long.",
    example: #"{ "target": "5ms", "interval": "100ms" }"#, controlFields)
}
