extension ModelShapes {
  static let top = [model, run, network, link, scenario]

  private static let model = ModelShape(
    "model", "An architecture under load.",
    example: #"{ "format": 1, "clients": { }, "components": { } }"#,
    [
      .init("$schema", .text, "Where editors find the schema of this file."),
      .init(required: "format", .literal(format), "The version of the language of this file."),
      .init("name", .text, "What reports call the model.", default: "the name of the file"),
      .init("about", .text, "What the model is, in a sentence."),
      .init("run", .shape("run"), "How long a run lasts and what is measured."),
      .init("network", .shape("network"), "Latency between callers and callees."),
      .init(required: "clients", .map(of: .shape("client")), "Who sends requests, by name."),
      .init(
        required: "components", .map(of: .union("component")), "What receives calls, by name."),
      .init(
        "faults", .list(of: .union("fault"), atLeast: 0), "What breaks in every run.",
        default: "nothing breaks"),
      .init(
        "detectors", .map(of: .shape("detector")),
        "Watchers of the run's series, by name, whose flags can be expected.", default: "none"),
      .init("scenarios", .map(of: .shape("scenario")), "Variations of the model, by name."),
      .init(
        "expect", .list(of: .shape("expectation"), atLeast: 0),
        "What a run must show; decides the exit code.", default: "nothing"),
    ])

  private static let run = ModelShape(
    "run", "How long a run lasts and what is measured.",
    example: #"{ "duration": "10m", "warmup": "auto", "seed": 42 }"#,
    [
      .init("duration", .span(.positive), "Simulated time, ten years at most.", default: "10m"),
      .init(
        "warmup", .either([.span(.fromZero), .word("auto")]),
        "Left out of the results at the start, while the system fills; \"auto\" finds it by MSER-5.",
        default: "auto"),
      .init("seed", .seed, "Decides every random draw.", default: "1"),
      .init(
        "step", .span(.positive), "Length of a step of the time series; 100,000 steps at most.",
        default: "a round one that gives up to 240 steps"),
      .init(
        "failures", .whole(1...10_000),
        "So many failed requests of each cause, the first ones, are written down one by one.",
        default: "none"),
      .init(
        "inFlightLimit", .whole(1...1_000_000_000),
        "Calls, jobs among them, that may be alive at once before the run is stopped: a request is one "
          + "at its client and one more at each component that it is inside of.",
        default: "\(RunPlan.defaultInFlightLimit)"),
    ])

  private static let network = ModelShape(
    "network", "Latency between callers and callees.",
    example: #"{ "latency": "250us" }"#,
    [
      .init(
        "latency", .duration, "One way, for every hop that has no link of its own.",
        default: "0s"),
      .init("links", .list(of: .shape("link"), atLeast: 0), "Hops that are unlike the others."),
      .init("zones", .shape("networkZones"), "Hops between zones, and within them."),
    ] + lineOfHopFields)

  private static let lineOfHopFields: [ModelShape.Field] = [
    .init(
      "bandwidth", .size,
      "Bytes a second: a message takes as much longer as its body has to be sent.",
      default: "any number"),
    .init(
      "shared", .boolean,
      "Whether messages wait for each other, those there and those back, or each has the bandwidth.",
      default: "false"),
    .init(
      "loss", .share,
      "Messages that are lost and sent again after 200 ms, 400 ms and so on; those that ask for a "
        + "connection after 1 s, 2 s and so on.", default: "0%"),
  ]

  private static let link = ModelShape(
    "link", "One hop that is unlike the others.",
    example: #"{ "from": "app", "to": "database", "latency": "1ms" }"#,
    [
      .init(required: "from", .name, "The caller: a client or a component."),
      .init(required: "to", .name, "The component that is called."),
      .init(
        "latency", .duration, "One way; drawn anew for each message.",
        default: "that of the network"),
    ] + lineOfHopFields)

  private static let scenario = ModelShape(
    "scenario", "A variation of the model that is run by its name.",
    example: #"{ "about": "Twice the load", "set": { "clients.web.arrivals.poisson": "600/s" } }"#,
    [
      .init("about", .text, "What the scenario shows, in a sentence."),
      .init(
        "extends", .either([.name, .list(of: .name, atLeast: 1)]),
        "Scenarios that are applied before this one, in this order: a profile, a load.",
        default: "the model as it is"),
      .init(
        "set", .map(of: .either([])),
        "Values that replace others, by path, such as \"app.instances\": 5; null removes a key."),
      .init("faults", .list(of: .union("fault"), atLeast: 0), "Added to the faults of the model."),
      .init(
        "expect", .list(of: .shape("expectation"), atLeast: 0),
        "Instead of the expectations of the model.", default: "those of the model"),
    ])
}
