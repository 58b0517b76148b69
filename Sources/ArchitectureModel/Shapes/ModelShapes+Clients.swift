extension ModelShapes {
  static let clients = [
    client, request, token, keys, zipf, hotShare, sequential, body, bodyByMean, task, sessions,
  ]

  private static let client = ModelShape(
    "client", "A population that sends requests: open (arrivals), closed (users) or by sessions.",
    example: #"{ "arrivals": { "poisson": "300/s" }, "calls": "app" }"#,
    exactlyOneOf: ["arrivals", "users", "sessions"], together: ["users", "think"],
    [
      .init(
        "arrivals", .shape("arrivals"),
        "Open load: requests arrive whatever becomes of the earlier ones."),
      .init(
        "users", .whole(1...10_000_000),
        "Closed load: so many users send a request, wait for its outcome, think, and send again."),
      .init(
        "sessions", .shape("sessions"),
        "Partly open load: visitors arrive, send some requests one after the other, and leave."),
    ] + userFields + traits + callFields)

  private static let userFields: [ModelShape.Field] = [
    .init("think", .duration, "Time between an outcome and the user's next request."),
    .init("spawn", .rate, "How fast users join.", default: "all from the start"),
    .init(
      "pace", .span(.positive),
      "A user begins a request at most so often; one who is late does not catch up.",
      default: "thinking alone decides"),
    .init(
      "total", .whole(1...1_000_000_000_000), "All users together send so many and stop.",
      default: "they never stop"),
    .init("joinAt", .span(.fromZero), "When the first user joins.", default: "0s"),
    .init(
      "leaveAt", .span(.positive), "Users begin no request from then on.",
      default: "the end of the run"),
    .init(
      "tasks", .map(of: .shape("task")),
      "Sequences that users and sessions choose from, by weight.",
      default: "each request is chosen from the mix by itself"),
  ]

  private static let traits: [ModelShape.Field] = [
    .init(
      "connections", .whole(1...10_000_000),
      "Requests of an open client under way at once; others wait their turn in the client.",
      default: "any number"),
    .init(
      "patience", .duration,
      "How long a request is waited for in all, every attempt included, before it is given up.",
      default: "waits for ever"),
    .init(
      "addresses", .either([.whole(1...1_000_000_000), .word("perUser"), .shape("keys")]),
      "Distinct addresses that requests come from; what a limit per address sees.", default: "1"),
    .init(
      "behind", .text, "What clients with the same word here share their addresses behind: a NAT.",
      default: "its addresses are its own"),
    zoneField,
    .init("tenant", .shape("keys"), "On whose behalf requests are sent.", default: "one tenant"),
    .init("token", .shape("token"), "Tokens that are not as they should be.", default: "all valid"),
    .init(
      "scheme", .either([.choice(["http", "https"]), .share]),
      "How requests come; a share is that of https.", default: "http"),
    .init(
      "browser", .shape("browser"), "What clients do by themselves and remember of answers.",
      default: "nothing"),
    .init("priority", priority, "Of all requests that have none of their own.", default: "0"),
    .init(
      "requests", .map(of: .shape("request")), "The mix, by name; services handle by name.",
      default: "one request named \"request\""),
  ]

  private static let priority = ValueShape.whole(-1_000...1_000)

  private static let request = ModelShape(
    "request", "One kind of request in the mix of a client.",
    example: #"{ "weight": 9, "key": { "uniform": 1000 } }"#,
    [
      .init("weight", weight, "Relative frequency; not all are 0.", default: "1"),
      .init(
        "key", .shape("keys"), "Which of many objects a request is about; what caches hold.",
        default: "all are about the same"),
      .init(
        "about", .text,
        "What sort of object that is: the keys of all requests with the same word are the same.",
        default: "the request's name"),
      .init("body", .either([.size, .shape("body")]), "How large its body is.", default: "0B"),
      .init(
        "answer", .either([.size, .shape("body")]),
        "How large answers to it are, which hops with a bandwidth take time for.", default: "0B"),
      .init("priority", priority, "Larger is more important.", default: "that of the client"),
      .init(
        "host", .text, "The host of its URL, which browsers remember things of.",
        default: "\"\(Client.Request.defaultHost)\""),
      .init(
        "headers", .map(of: .text),
        "Headers that a page sets; with others than the simplest, other origins have to ask first.",
        default: "none"),
    ])

  private static let weight = ValueShape.number(.atLeast(0, upTo: 1e9))

  private static let token = ModelShape(
    "token", "Which tokens requests carry; those that are neither are valid, as long as they live.",
    example: #"{ "expired": "1%", "missing": "2%" }"#,
    [
      .init("expired", .share, "Share of requests with a token past its time.", default: "0%"),
      .init("missing", .share, "Share of requests with no token.", default: "0%"),
    ] + tokenLifeFields)

  private static let body = ModelShape(
    "body", "A size that is drawn anew for each request.",
    example: #"{ "exponential": "8KiB" }"#,
    exactlyOneOf: ["uniform", "exponential", "lognormal", "empirical"],
    [
      .init("uniform", .list(of: .size, atLeast: 2), "Anything between two sizes."),
      .init("exponential", .size, "Without an upper bound, with this mean."),
      .init("lognormal", .shape("bodyByMean"), "Mostly small and sometimes very large."),
      .init("empirical", .list(of: .size, atLeast: 1), "One of these, all equally likely."),
    ])

  private static let bodyByMean = ModelShape(
    "bodyByMean", "The mean of a size and how much it varies.",
    example: #"{ "mean": "8KiB", "cv": 2 }"#,
    [
      .init(required: "mean", .size, "The mean."),
      .init(required: "cv", .number(.any), "Standard deviation divided by the mean."),
    ])

  private static let task = ModelShape(
    "task", "Requests that a user sends in this order.",
    example: #"{ "weight": 3, "requests": ["GET /a", "GET /b"], "between": "1s" }"#,
    [
      .init("weight", weight, "Relative frequency; not all are 0.", default: "1"),
      .init(
        required: "requests", .list(of: .name, atLeast: 1),
        "Names of requests of the client, in their order."),
      .init("between", .duration, "Time between them.", default: "the think time"),
    ])

  private static let sessions = ModelShape(
    "sessions", "Visitors who send some requests one after the other, and leave.",
    example:
      #"{ "arrivals": { "poisson": "5/s" }, "requests": { "geometric": 6 }, "think": "3s" }"#,
    [
      .init(required: "arrivals", .shape("arrivals"), "When sessions begin."),
      .init(required: "requests", drawnCount, "Requests of a session."),
      .init(required: "think", .duration, "Time between an outcome and the next request."),
    ])

  private static let keyCount = ValueShape.whole(1...10_000_000)

  private static let keys = ModelShape(
    "keys", "How requests choose the object they are about.",
    example: #"{ "zipf": { "keys": 10000, "exponent": 1 } }"#,
    exactlyOneOf: ["zipf", "uniform", "hotShare", "sequential"],
    [
      .init("zipf", .shape("zipf"), "Few are popular and many are not."),
      .init("uniform", keyCount, "So many keys, all equally popular."),
      .init("hotShare", .shape("hotShare"), "A share of the requests goes to a few hot keys."),
      .init(
        "sequential", sequentialKeys,
        "So many keys one after the other, request by request of the client, and again."),
    ])

  static let sequentialKeys = ValueShape.either([keyCount, .shape("sequential")])

  private static let sequential = ModelShape(
    "sequential", "Keys one after the other: each request of the client is about the next.",
    example: #"{ "keys": 1024, "first": 76 }"#,
    [
      .init(required: "keys", keyCount, "Number of keys."),
      .init("first", .whole(0...10_000_000), "The key of the first request.", default: "0"),
    ])

  private static let zipf = ModelShape(
    "zipf", "The k-th most popular key is chosen in proportion to k to the power of -exponent.",
    example: #"{ "keys": 10000, "exponent": 1 }"#,
    [
      .init(required: "keys", keyCount, "Number of keys."),
      .init(
        required: "exponent", .number(.atLeast(0, upTo: 20)),
        "0 is uniform; 0.6 to 1.1 is usual for web caches."),
    ])

  private static let hotShare = ModelShape(
    "hotShare", "Two classes of keys, each uniform.",
    example: #"{ "keys": 10000, "hot": 100, "share": "80%" }"#,
    [
      .init(required: "keys", keyCount, "Number of keys, the hot ones included."),
      .init(required: "hot", keyCount, "Number of hot keys."),
      .init(required: "share", .share, "Share of the requests that go to the hot keys."),
    ])
}
