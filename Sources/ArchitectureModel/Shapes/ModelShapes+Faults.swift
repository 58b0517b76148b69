extension ModelShapes {
  static let faults = [
    outageFault, crashFault, slowFault, errorsFault, flushFault, freezeFault, brownoutFault,
    delayFault, partitionFault, lossFault, deployFault, stallFault, herdFault, skewFault,
    namesFault, zoneOutageFault, zonePartitionFault, faultTrigger,
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
    when, name,
  ]
  private static let eitherTime = ["at", "every", "when"]
  private static let when = ModelShape.Field(
    "when", .shape("faultTrigger"), "Instead of at: it begins when a level is exceeded.")
  private static let name = ModelShape.Field(
    "name", .text, "What reports and expectations call it.",
    default: "what it does to whom, such as outage of database")

  /// Whom a fault befalls: one, or several at the same times.
  private static let targets = ValueShape.either([.name, .list(of: .name, atLeast: 1)])
  private static let instance = ModelShape.Field(
    "instance", .either([.whole(0...(instances.upperBound - 1)), .word("each")]),
    "One instance of a service, counted from 0, or each by itself at its own times.",
    default: "all instances together")

  private static let process = ModelShape.Field(
    "process", .whole(0...999),
    "One process of the instance, counted from 0; what reaches the instance goes to the others.",
    default: "all processes")

  private static let outageFault = ModelShape(
    "outageFault", "A component that cannot be reached.",
    example: #"{ "at": "2m", "for": "60s", "outage": "database", "mode": "refuse" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "outage", targets, "The component."),
      .init(
        "mode", .choice(["refuse", "hang", "locked", "readOnly"]),
        "Whether calls are refused at once, or accepted and never answered; of a database also "
          + "whether somebody else has its file locked, or only writes fail.",
        default: "refuse"),
    ])

  private static let crashFault = ModelShape(
    "crashFault", "A process that dies: work in progress is lost, and callers learn it.",
    example: #"{ "at": "2m", "for": "30s", "crash": "app", "instance": 0 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "crash", targets, "A gateway, service, cache, database or queue."),
      instance, process,
    ])

  private static let slowFault = ModelShape(
    "slowFault", "A component that takes longer for everything.",
    example: #"{ "at": "2m", "for": "60s", "slow": "database", "factor": 5 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "slow", targets, "The component."),
      .init(required: "factor", .number(.above(0, upTo: 1e6)), "How many times as long."),
      instance,
    ])

  private static let errorsFault = ModelShape(
    "errorsFault", "A component of which a share of the calls fails at the end of its work.",
    example: #"{ "at": "2m", "for": "60s", "errors": "app", "share": "10%" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "errors", targets, "The component."),
      .init(required: "share", .share, "Share of the calls that fail."),
      .init("status", .status, "The status of the failures.", default: "500"),
      .init("fast", .boolean, "Whether they fail at once, before any work.", default: "false"),
      instance,
    ])

  private static let flushFault = ModelShape(
    "flushFault", "A cache that loses its entries.",
    example: #"{ "at": "2m", "flush": "cache" }"#,
    exactlyOneOf: eitherTime,
    [
      timing[0], timing[1], when, name, .init(required: "flush", targets, "A cache."),
      .init(
        "share", .share, "The probability with which each entry is lost.", default: "100%"),
    ])

  private static let caller = ModelShape.Field(
    "from", .name, "The caller whose calls it is about.", default: "all callers")

  private static let delayFault = ModelShape(
    "delayFault", "A network on which calls take longer to get there.",
    example: #"{ "at": "2m", "for": "60s", "delay": "database", "by": "100ms" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "delay", targets, "The component that is called."),
      .init(required: "by", .span(.positive), "How much longer each call is on its way."),
      caller,
    ])

  private static let partitionFault = ModelShape(
    "partitionFault", "A network that is cut.",
    example: #"{ "at": "2m", "for": "60s", "partition": "database", "way": "back" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "partition", targets, "The component that is called."),
      .init(
        "way", .choice(Fault.Way.allCases.map(\.rawValue)),
        "Whether calls, answers or both are cut off.", default: "both"),
      .init(
        "mode", .choice(Fault.OutageMode.allCases.map(\.rawValue)),
        "Whether what is cut off is lost without a word, or the caller learns it at once.",
        default: "hang"),
      caller,
    ])

  private static let lossFault = ModelShape(
    "lossFault", "A network that loses messages, which are sent again later.",
    example: #"{ "at": "2m", "for": "60s", "loss": "database", "share": "5%" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "loss", targets, "The component that is called."),
      .init(
        required: "share", .share, "Messages that are lost, besides what the hop loses anyway."),
      caller,
    ])

  private static let deployFault = ModelShape(
    "deployFault", "A new version: instance by instance is taken away, started anew and awaited.",
    example: #"{ "at": "2m", "deploy": "app", "pause": "10s" }"#,
    exactlyOneOf: ["at", "when"],
    [
      timing[0], when, name, .init(required: "deploy", targets, "A service."),
      .init(
        "pause", .span(.fromZero), "From when an instance is ready until the next is taken away.",
        default: "0s"),
      .init("atOnce", .whole(instances), "Instances that are away at a time.", default: "1"),
    ])

  private static let freezeFault = ModelShape(
    "freezeFault", "A component that stands still and later goes on where it was.",
    example: #"{ "at": "2m", "for": "10s", "freeze": "app", "instance": 1 }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "freeze", targets, "A gateway, service, cache, queue or database."),
      instance, process,
    ])

  private static let brownoutFault = ModelShape(
    "brownoutFault",
    "Workers or connections that are missing; others resume what they were working on.",
    example: #"{ "every": { "exponential": "10s" }, "for": "1s", "brownout": "app" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "brownout", targets, "A service, queue or database with limited workers."),
      .init("workers", .whole(1...1_000_000), "How many of each instance.", default: "1"),
      instance,
    ])

  private static let stallFault = ModelShape(
    "stallFault",
    "A pool that hands nothing out; who has a connection keeps it, and everybody else waits.",
    example: #"{ "at": "2m", "for": "30s", "stall": "database" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "stall", targets, "A database with limited connections, or a pool.")
    ])

  private static let skewFault = ModelShape(
    "skewFault",
    "A clock that is wrong, and set right at the end: it is what tokens are checked by, windows of "
      + "limits begin by, and entries of cache servers expire by.",
    example: #"{ "at": "2m", "for": "10m", "skew": "gateway", "behind": "90s" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(
        required: "skew", targets,
        "A gateway, a service, a cache server, or a client whose tokens have a lifetime."),
      .init("ahead", .span(.positive), "How far it is ahead of the others.", default: "0s"),
      .init("behind", .span(.positive), "Or how far it is behind them.", default: "0s"),
      .init(
        "drift", .whole(-100_000...100_000),
        "Millionths of the time that it gains from then on; negative for what it loses.",
        default: "0"),
    ])

  private static let namesFault = ModelShape(
    "namesFault", "The name of an endpoint takes long to look up, or cannot be looked up at all.",
    example: #"{ "at": "2m", "for": "5m", "dns": "receiver", "failsAfter": "5s" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "dns", targets, "An external endpoint."),
      .init("factor", .number(.above(0, upTo: 1e6)), "How many times as long a lookup takes."),
      .init(
        "failsAfter", .span(.fromZero),
        "Without factor: when who tries knows that there is no answer, unless there is one again by "
          + "then. What is remembered (dnsTTL) is not asked.",
        default: "0s"),
    ])

  private static let zoneOutageFault = ModelShape(
    "zoneOutageFault", "A crash of every instance that stands in a zone.",
    example: #"{ "at": "2m", "for": "60s", "zoneOutage": "a" }"#,
    exactlyOneOf: eitherTime,
    timing + [.init(required: "zoneOutage", .text, "The zone.")])

  private static let zonePartitionFault = ModelShape(
    "zonePartitionFault", "A network that is cut between zones.",
    example: #"{ "at": "2m", "for": "60s", "zonePartition": "a", "from": "b", "way": "there" }"#,
    exactlyOneOf: eitherTime,
    timing + [
      .init(required: "zonePartition", .text, "The zone."),
      .init("from", .text, "The zone that it is cut off from.", default: "all others"),
      .init(
        "way", .choice(Fault.Way.allCases.map(\.rawValue)),
        "Whether messages into the zone, out of it or both are cut off.", default: "both"),
      .init(
        "mode", .choice(Fault.OutageMode.allCases.map(\.rawValue)),
        "Whether they are lost without a word, or the caller learns it at once.",
        default: "hang"),
    ])

  private static let herdFault = ModelShape(
    "herdFault", "Requests that a client sends at one instant, besides those that it sends anyway.",
    example: #"{ "at": "2m", "herd": "web", "requests": 1000 }"#,
    exactlyOneOf: eitherTime,
    [
      timing[0], timing[1], when, name,
      .init(required: "herd", targets, "A client with arrivals of single requests."),
      .init(required: "requests", .whole(1...1_000_000), "How many."),
    ])
}
