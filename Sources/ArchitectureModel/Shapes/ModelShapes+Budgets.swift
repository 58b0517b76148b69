extension ModelShapes {
  private static let tokens = ValueShape.number(.atLeast(0, upTo: 1e9))
  private static let count = ValueShape.whole(0...1_000_000_000)

  static let budget = ModelShape(
    "budget", "What keeps the retries of one caller from adding up to a storm.",
    example: #"{ "share": "20%", "minimum": "10/s" }"#,
    exactlyOneOf: ["share", "bucket", "throttle", "quota"],
    [
      .init(
        "share", .percentage(upTo: 1000), "Finagle's: retries as a share of recent requests."),
      .init(
        "minimum", .rate, "Retries that are allowed besides the share; whole ones a second.",
        default: "none"),
      .init("window", .span(.positive), "How long a request counts, 1s to 1m.", default: "10s"),
      .init("bucket", .shape("bucket"), "A bucket that successes or requests fill."),
      .init("throttle", .shape("throttle"), "gRPC's."),
      .init("quota", .shape("quota"), "That of the AWS SDKs."),
    ])

  static let bucket = ModelShape(
    "bucket", "A bucket of tokens that successes or requests fill and retries empty.",
    example: #"{ "deposit": 0.1, "per": "success", "capacity": 100 }"#,
    [
      .init("deposit", tokens, "Tokens for each success or request.", default: "0.1"),
      .init(
        "per", .choice(["success", "request"]), "What makes the deposit.", default: "success"),
      .init("cost", tokens, "Tokens for each retry.", default: "1"),
      .init("capacity", tokens, "Tokens that the bucket holds.", default: "100"),
      .init("initial", tokens, "Tokens at the start.", default: "a full bucket"),
    ])

  static let throttle = ModelShape(
    "throttle", "gRPC's: retries stop while the tokens are at half or below.",
    example: #"{ "maxTokens": 10, "tokenRatio": 0.1 }"#,
    [
      .init("maxTokens", .whole(1...1000), "Tokens at most; a failure takes one.", default: "10"),
      .init(
        "tokenRatio", .number(.atLeast(0.001, upTo: 1000)), "Tokens for each success.",
        default: "0.1"),
    ])

  static let quota = ModelShape(
    "quota", "The retry quota of the AWS SDKs' standard mode.",
    example: #"{ "capacity": 500, "cost": 5, "timeoutCost": 10, "refill": 1 }"#,
    [
      .init("capacity", count, "Tokens at the start and at most.", default: "500"),
      .init("cost", count, "Tokens for a retry.", default: "5"),
      .init("timeoutCost", count, "Tokens for a retry after a timeout.", default: "10"),
      .init("refill", count, "Tokens for a success at the first attempt.", default: "1"),
    ])

  static let breaker = ModelShape(
    "breaker", "A circuit breaker with the parameters of Resilience4j.",
    example: #"{ "failureRateThreshold": "50%", "slidingWindowSize": 100 }"#,
    [
      .init(
        "failureRateThreshold", .share, "Share of failed calls that opens it.", default: "50%"),
      .init(
        "slowCallRateThreshold", .share, "Share of slow calls that opens it.", default: "100%"),
      .init(
        "slowCallDurationThreshold", .span(.fromZero), "Longer calls are slow.", default: "60s"),
      .init(
        "slidingWindowSize", .either([.whole(1...1_000_000), .span(.positive)]),
        "The calls that the shares are of: the last so many, or those of the last whole seconds.",
        default: "100"),
      .init(
        "minimumNumberOfCalls", .whole(1...1_000_000), "No decision with fewer.",
        default: "100"),
      .init(
        "waitDurationInOpenState", .span(.fromZero), "How long it stays open.", default: "60s"),
      .init(
        "permittedNumberOfCallsInHalfOpenState", .whole(1...1_000_000),
        "Calls that find out whether to close.", default: "10"),
      .init(
        "maxWaitDurationInHalfOpenState", .span(.fromZero),
        "How long it waits for their results before it opens again; 0s is forever.",
        default: "0s"),
      .init(
        "lateResults", .choice(["counted", "ignored"]),
        "Results of calls that were let through before the breaker last changed.",
        default: "counted"),
    ])
}
