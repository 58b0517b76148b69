extension ModelShapes {
  static let clients = [
    client, arrivals, request, keys, zipf, hotShare,
  ]

  private static let client = ModelShape(
    "client", "A population that sends requests, open (arrivals) or closed (users and think).",
    example: #"{ "arrivals": { "poisson": "300/s" }, "calls": "app" }"#,
    exactlyOneOf: ["arrivals", "users"], together: ["users", "think"],
    [
      .init(
        "arrivals", .shape("arrivals"),
        "Open load: requests arrive whatever becomes of the earlier ones."),
      .init(
        "users", .whole(1...10_000_000),
        "Closed load: so many users send a request, wait for its outcome, think, and send again."),
      .init("think", .duration, "Time between an outcome and the user's next request."),
      .init(
        "addresses", .whole(1...1_000_000_000),
        "Distinct addresses that requests come from, uniformly; what a limit per address sees.",
        default: "1"),
      .init(
        "requests", .map(of: .shape("request")), "The mix, by name; services handle by name.",
        default: "one request named \"request\""),
    ] + callFields)

  private static let arrivals = ModelShape(
    "arrivals", "When the requests of an open client are sent.",
    example: #"{ "poisson": "300/s" }"#,
    exactlyOneOf: ["poisson", "constant", "interarrival"],
    [
      .init("poisson", .rate, "Many independent senders: exponential times between requests."),
      .init("constant", .rate, "A metronome: request k at first + k / rate."),
      .init("interarrival", .duration, "Independent times between requests."),
      .init(
        "first", .span(.fromZero), "When a constant process sends its first request.",
        default: "0s"),
      .init(
        "limit", .whole(1...1_000_000_000_000), "Silent after so many requests.",
        default: "never silent"),
    ])

  private static let request = ModelShape(
    "request", "One kind of request in the mix of a client.",
    example: #"{ "weight": 9, "key": { "uniform": 1000 } }"#,
    [
      .init(
        "weight", .number(.atLeast(0, upTo: 1e9)), "Relative frequency; not all are 0.",
        default: "1"),
      .init(
        "key", .shape("keys"), "Which of many objects a request is about; what caches hold.",
        default: "all are about the same"),
    ])

  private static let keyCount = ValueShape.whole(1...10_000_000)

  private static let keys = ModelShape(
    "keys", "How requests choose the object they are about.",
    example: #"{ "zipf": { "keys": 10000, "exponent": 1 } }"#,
    exactlyOneOf: ["zipf", "uniform", "hotShare"],
    [
      .init("zipf", .shape("zipf"), "Few are popular and many are not."),
      .init("uniform", keyCount, "So many keys, all equally popular."),
      .init("hotShare", .shape("hotShare"), "A share of the requests goes to a few hot keys."),
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
