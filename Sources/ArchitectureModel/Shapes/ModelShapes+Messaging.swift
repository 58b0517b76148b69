/// Queues, the endpoints of others, and what is asked before these are called.
extension ModelShapes {
  static let messaging = [queue, visibility, push, external, guardStep]

  static let blockedAddress = ValueShape.choice(AddressCheck.usuallyBlocked.map(\.rawValue))

  private static let queue = ModelShape(
    "queue",
    "A job queue with the workers that consume it; who enqueues does not wait for the job.",
    example: #"{ "kind": "queue", "workers": 10, "work": { "exponential": "100ms" } }"#,
    exactlyOneOf: ["work", "steps"],
    [
      kind("queue"), zoneField,
      .init(
        "capacity", waitingCount,
        "Jobs that wait; more are rejected, which fails the enqueue step.",
        default: "unlimited"),
      .init(
        "workers", .wholeOrUnlimited(0...1_000_000), "Jobs worked on at once.",
        default: "1; per request, 0"),
      .init("work", .duration, "One computation for each job."),
      .init("steps", .steps, "What is done for each job."),
      .init(
        "retry", .shape("retry"),
        "What becomes of a job that failed, without holding its worker; without a retry left it is a "
          + "dead letter.",
        default: "a failed job is a dead letter"),
      .init(
        "of", .name,
        "A service of which each process has such a queue in its memory, with workers of its own that "
          + "use its cpu.",
        default: "a queue that all share"),
      .init(
        "per", .choice(Queue.Scope.allCases.map(\.rawValue)),
        "With of: whether there is one of each process, of each instance for all its processes, or of "
          + "each request, which is lost with what is left in it when the handler returns.",
        default: "process"),
      .init(
        "persistent", .boolean,
        "Whether jobs outlive a crash of the queue or of the service it is part of.",
        default: "false"),
      .init(
        "acknowledge", .choice(["before", "after"]),
        "Of a persistent queue: whether a job is off the queue before it is worked on, so that it runs "
          + "at most once, or after it, so that it runs at least once.", default: "after"),
      .init(
        "onShutdown", .choice(Queue.OnShutdown.allCases.map(\.rawValue)),
        "With of: what its workers do when their instance is told to end, for as long as its shutdown "
          + "lets them: they go on until the last request is answered and are stopped then (cancel), "
          + "finish what they have begun and begin nothing (finish), or work off all there is (drain).",
        default: "cancel"),
      .init(
        "visibility", .shape("visibility"),
        "Instead: a broker from which workers receive messages, as Amazon SQS has it."),
      .init(
        "push", .shape("push"),
        "Instead: a broker that pushes messages to workers, as RabbitMQ does."),
      .init(
        "deduplicate", .span(.positive),
        "For so long a job of the same request of a client is not taken again.",
        default: "it is taken as often as it comes"),
    ] + lineFields)

  private static let visibility = ModelShape(
    "visibility",
    "Messages are hidden from others while somebody works on them, and deleted when that is done.",
    example: #"{ "timeout": "30s", "maxReceives": 3 }"#,
    [
      .init(
        "timeout", .span(.positive),
        "A message that has not been deleted for so long can be received again.", default: "30s"),
      .init("delay", .span(.fromZero), "How long nobody sees a new message.", default: "0s"),
      .init(
        "retention", .span(.positive), "How old a message gets, received or not.",
        default: "4 days"),
      .init(
        "maxReceives", .wholeOrUnlimited(1...1_000),
        "What has been received so often is a dead letter.", default: "unlimited"),
      .init(
        "inFlight", .wholeOrUnlimited(1...100_000_000),
        "Messages that may be received and neither deleted nor visible again.", default: "120000"),
    ])

  private static let push = ModelShape(
    "push", "Messages are pushed to workers, which say what became of them.",
    example: #"{ "prefetch": 10, "onFailure": "reject", "deliveryLimit": 3 }"#,
    [
      .init(
        "prefetch", .wholeOrUnlimited(1...65_535),
        "Messages that each worker may have and not have acknowledged.", default: "unlimited"),
      .init(
        "autoAcknowledge", .boolean,
        "Whether a message is gone when it is delivered, so that a crash loses it.",
        default: "false"),
      .init(
        "onFailure", .choice(Queue.Push.OnFailure.allCases.map(\.rawValue)),
        "What becomes of a message with which a worker failed: it goes back to its place, or does so "
          + "and counts as failed, or is a dead letter.", default: "requeue"),
      .init(
        "deliveryLimit", .wholeOrUnlimited(0...1_000),
        "How many deliveries of a message may fail before one more makes it a dead letter.",
        default: "20"),
    ])

  private static let external = ModelShape(
    "external", "Somebody else's server, such as the receiver of callbacks.",
    example: #"{ "kind": "external", "latency": { "exponential": "50ms" } }"#,
    [
      kind("external"),
      .init(required: "latency", .duration, "From the connection to the answer."),
      .init(
        "answers", .map(of: .share),
        "Shares of the calls that are answered with a status of 300 to 599, by that; whoever calls "
          + "follows no redirect.",
        default: "all succeed"),
      .init(
        "limits", .list(of: .union("limit"), atLeast: 0),
        "All must admit a call; the first that does not answers it.", default: "no limits"),
      .init("url", .text, "Where it is.", default: External.defaultURL),
      .init(
        "address", .choice(External.Address.allCases.map(\.rawValue)),
        "What its name resolves to. What is unresolvable cannot be called.", default: "public"),
      .init(
        "dns", .duration,
        "To look its name up, before every connection of who does not remember it.", default: "0s"),
      .init(
        "dnsTTL", .span(.positive), "How long each calling process remembers where the name leads.",
        default: "it looks it up every time"),
      .init(
        "idempotency", .span(.positive),
        "For so long it remembers which requests it has carried out, and carries none out twice.",
        default: "it carries out whatever comes"),
    ])

  private static let guardStep = ModelShape(
    "guardStep",
    "Goes on only if an external endpoint may be called: the defence against forged requests.",
    example: #"{ "guard": "receiver", "otherwise": [ { "respond": 422 } ] }"#,
    [
      .init(required: "guard", .name, "An external endpoint."),
      .init(
        "blocks", .list(of: blockedAddress, atLeast: 0), "Addresses that are not called.",
        default: "all but public ones"),
      .init(
        "schemes", .list(of: .text, atLeast: 1), "Schemes that are called.",
        default: "http and https"),
      .init(
        "lookup", .choice(AddressCheck.Lookup.allCases.map(\.rawValue)),
        "Whether the event loop stands still while the name is looked up.", default: "asynchronous"),
      .init("enabled", .boolean, "Whether anything is checked at all.", default: "true"),
      .init(
        "otherwise", .steps, "What is done instead of calling it.",
        default: "the handler fails with 403"),
    ])
}
