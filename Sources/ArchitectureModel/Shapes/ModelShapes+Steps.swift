extension ModelShapes {
  static let steps = [
    computeStep, waitStep, callStep, enqueueStep, respondStep, failStep,
    chanceStep, parallelStep, acquireStep, releaseStep,
  ]

  private static let computeStep = ModelShape(
    "computeStep", "Uses the processor.",
    example: #"{ "compute": { "exponential": "2ms" } }"#,
    [.init(required: "compute", .duration, "Time if nothing else runs.")])

  private static let waitStep = ModelShape(
    "waitStep", "Holds the worker and nothing else.",
    example: #"{ "wait": "20ms" }"#,
    [.init(required: "wait", .duration, "How long.")])

  private static let callStep = ModelShape(
    "callStep", "Calls another component and waits for the outcome.",
    example: #"{ "call": "database", "as": "read", "timeout": "1s" }"#,
    [
      .init(required: "call", .name, "A gateway, balancer, service or database."),
      .init("as", .text, "The request's name there.", default: "its name here"),
      .init(
        "otherwise", .steps, "What is done if the call fails.",
        default: "the handler fails for the same cause"),
    ] + callPolicyFields)

  private static let enqueueStep = ModelShape(
    "enqueueStep", "Hands a job to a queue and goes on.",
    example: #"{ "enqueue": "jobs" }"#,
    [
      .init(required: "enqueue", .name, "A queue."),
      .init(
        "otherwise", .steps, "What is done if the queue is full or cannot be reached.",
        default: "the handler fails, with 503 if the queue is full"),
    ])

  private static let respondStep = ModelShape(
    "respondStep", "Ends the handler.",
    example: #"{ "respond": 204 }"#,
    [
      .init(required: "respond", .status, "The status of the answer; 400 and above are failures."),
      .init(
        "retryAfter", .span(.fromZero), "What Retry-After says.",
        default: "there is no such header"),
    ])

  private static let failStep = ModelShape(
    "failStep", "Ends the handler with an error for a share of the requests.",
    example: #"{ "fail": "1%", "status": 500 }"#,
    [
      .init(required: "fail", .share, "Share of the requests that fail here."),
      .init("status", .status, "The status of the answer.", default: "500"),
    ])

  private static let chanceStep = ModelShape(
    "chanceStep", "Takes one way for a share of the requests and another for the rest.",
    example: #"{ "chance": "40%", "then": [ { "wait": "5ms" } ] }"#,
    [
      .init(required: "chance", .share, "Share of the requests that take the way of then."),
      .init("then", .steps, "What is done for the share.", default: "nothing"),
      .init("else", .steps, "What is done for the rest.", default: "nothing"),
    ])

  private static let acquireStep = ModelShape(
    "acquireStep", "Takes one of a pool and holds it until it is released or the handler ends.",
    example: #"{ "acquire": "connections" }"#,
    [
      .init(required: "acquire", .name, "A pool."),
      .init(
        "otherwise", .steps, "What is done if there is none in time.",
        default: "the handler fails for the same cause"),
    ])

  private static let releaseStep = ModelShape(
    "releaseStep", "Gives back what was acquired of a pool.",
    example: #"{ "release": "connections" }"#,
    [.init(required: "release", .name, "A pool.")])

  private static let parallelStep = ModelShape(
    "parallelStep",
    "Does several things at once; what ends in a branch (respond, fail) ends that branch.",
    example: #"{ "parallel": [ [ { "call": "users" } ], [ { "call": "orders" } ] ] }"#,
    [
      .init(
        required: "parallel", .list(of: .steps, atLeast: 1), "The branches, each a list of steps."),
      .init("copies", .whole(1...10_000), "How often each branch runs.", default: "1"),
      .init(
        "until", .either([.choice(["all", "any"]), .whole(1...10_000)]),
        "How many branches must succeed before the handler goes on; it fails as soon as too few can.",
        default: "all"),
      .init(
        "rest", .choice(CallPolicy.AfterTimeout.allCases.map(\.rawValue)),
        "Whether branches still under way then go on for nobody (abandon) or are dropped (cancel).",
        default: "abandon"),
      .init(
        "otherwise", .steps, "What is done if too few branches succeed.",
        default: "the handler fails for the cause of the last failure"),
    ])
}
