extension ModelShapes {
  static let services = [service, processor, scalability, pauses, warmUp]

  static let instances = 1...10_000
  static let processWeight = ValueShape.number(.atLeast(0, upTo: 1e9))
  static let waitingCount = ValueShape.wholeOrUnlimited(0...100_000_000)

  private static let service = ModelShape(
    "service", "An application: instances with workers that run a handler for each request.",
    example: #"{ "kind": "service", "workers": 4, "work": { "exponential": "8ms" } }"#,
    exactlyOneOf: ["work", "handles"],
    [
      kind("service"),
      .init("instances", .whole(instances), "Copies that run side by side.", default: "1"),
      .init(
        "filters", .steps, "What is done with every request before its handler: middleware.",
        default: "nothing"),
      .init(
        "processes", .whole(1...1_000),
        "Processes of one instance, each with its own workers, line, cpu, breakers and private state.",
        default: "1"),
      .init(
        "spread",
        .either([
          .choice(Service.Spread.allCases.map(\.rawValue)), .list(of: processWeight, atLeast: 1),
        ]),
        "How the kernel spreads requests over the processes of an instance: a rule, or at random by a "
          + "weight for each process.", default: "random"),
      .init(
        "needs", .whole(instances), "Instances that must be up for the service to be available.",
        default: "1"),
      .init(
        "workers", .wholeOrUnlimited(1...1_000_000),
        "Requests that one instance works on at once, each from its first step to its last.",
        default: "1; with cpu, unlimited"),
      .init(
        "backlog", waitingCount,
        "Requests that wait for a worker of one instance; more are rejected with 503.",
        default: "2048"),
      .init(
        "overflow", .choice(Service.Overflow.allCases.map(\.rawValue)),
        "Whether what comes to a full backlog is rejected, or its SYN is dropped: it comes again after "
          + "1 s, 3 s, 7 s and so on, to the 63rd second.",
        default: "reject"),
      .init(
        "queueTimeout", .span(.positive),
        "A request that has waited so long for a worker is answered 503.", default: "none"),
      .init(
        "retryAfter", .span(.fromZero), "What Retry-After of these 503 says.",
        default: "there is no such header"),
      .init(
        "patience", .duration, "Each request waits for a worker no longer than its own patience.",
        default: "endless"),
      .init(
        "cpu", .shape("cpu"), "Cores of one instance that all its computations share.",
        default: "computations do not slow each other"),
      .init(
        "pauses", .shape("pauses"), "Stops of each whole process, such as of garbage collection.",
        default: "none"),
      .init(
        "boot", .duration, "From the end of a crash until a process listens again.", default: "0s"),
      .init(
        "warmUp", .shape("warmUp"),
        "How much slower a process is that has just started: in the beginning and after a crash.",
        default: "it is as fast as ever"),
      .init(
        "concurrencyLimit", .shape("concurrencyLimit"),
        "How many requests each process lets in at once.", default: "all"),
      .init("work", .duration, "One computation for each request, whatever its name."),
      .init(
        "handles", .map(of: .steps),
        "Steps for each request by name; \"*\" is for every name that is not listed."),
    ] + turnoverFields + zoneFields + lineFields)

  private static let processor = ModelShape(
    "cpu", "Cores of one instance that all its computations share.",
    example: #"{ "cores": 2, "sharing": "processor" }"#,
    exactlyOneOf: ["cores", "scalability"],
    [
      .init("cores", .whole(1...10_000), "How many."),
      .init(
        "sharing", .choice(["processor", "inOrder", "byPriority"]),
        "How computations share the cores: all equally (processor), one after the other as in an event "
          + "loop (inOrder), or the highest priority first, interrupting others (byPriority).",
        default: "processor"),
      .init(
        "scalability", .shape("scalability"),
        "Instead of cores: how much slower each computation is for every other one."),
    ])

  private static let pauses = ModelShape(
    "pauses", "Stops of a whole process: nothing in it moves, and what arrives waits.",
    example: #"{ "every": { "exponential": "2s" }, "for": "80ms" }"#,
    [
      .init(
        required: "every", .duration, "From the start or the end of a pause to the next."),
      .init(required: "for", .duration, "How long a pause lasts."),
    ])

  private static let warmUp = ModelShape(
    "warmUp", "How much slower a process is that has just started.",
    example: #"{ "slowdown": 5, "requests": 1000 }"#,
    [
      .init(
        required: "slowdown", .number(.atLeast(1, upTo: 1_000)),
        "How many times as long the first computation takes; it sinks evenly with requests served."),
      .init(
        required: "requests", .whole(1...1_000_000_000), "Requests after which a process is warm."),
    ])

  private static let scalability = ModelShape(
    "scalability",
    "Gunther's universal scalability law: among n, each takes 1 + contention (n - 1) + coherency n "
      + "(n - 1) times as long.",
    example: #"{ "contention": 0.05, "coherency": 0.001 }"#,
    [
      .init(
        required: "contention", .number(.atLeast(0, upTo: 1)),
        "Share of the work that cannot be done in parallel."),
      .init(
        "coherency", .number(.atLeast(0, upTo: 1)), "Cost of each pair's agreement.", default: "0"),
    ])
}
