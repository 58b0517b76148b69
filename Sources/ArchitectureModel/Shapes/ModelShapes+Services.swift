extension ModelShapes {
  static let services = [service, processor, scalability]

  static let instances = 1...10_000
  static let waitingCount = ValueShape.wholeOrUnlimited(0...100_000_000)

  private static let service = ModelShape(
    "service", "An application: instances with workers that run a handler for each request.",
    example: #"{ "kind": "service", "workers": 4, "work": { "exponential": "8ms" } }"#,
    exactlyOneOf: ["work", "handles"],
    [
      kind("service"),
      .init("instances", .whole(instances), "Copies that run side by side.", default: "1"),
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
        "queueTimeout", .span(.positive),
        "A request that has waited so long for a worker is answered 503.", default: "none"),
      .init(
        "patience", .duration, "Each request waits for a worker no longer than its own patience.",
        default: "endless"),
      .init(
        "cpu", .shape("cpu"), "Cores of one instance that all its computations share.",
        default: "computations do not slow each other"),
      .init("work", .duration, "One computation for each request, whatever its name."),
      .init(
        "handles", .map(of: .steps),
        "Steps for each request by name; \"*\" is for every name that is not listed."),
    ] + lineFields)

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
