import Resilience

extension ModelShapes {
  static let calls = [
    retry, backoff, budget, bucket, throttle, quota, breaker, hedge, clientThrottle,
  ]

  /// What every caller can say about its calls.
  static let callPolicyFields: [ModelShape.Field] = [
    .init(
      "timeout", .span(.positive), "The longest wait for one attempt.", default: "waits forever"),
    .init(
      "onTimeout", .choice(CallPolicy.AfterTimeout.allCases.map(\.rawValue)),
      "Whether the work of the callee goes on for nobody (abandon) or is dropped at once (cancel).",
      default: "abandon"),
    .init("retry", .shape("retry"), "When a failed call is tried again.", default: "never"),
    .init(
      "breaker", .shape("breaker"), "A circuit breaker before the calls.", default: "none"),
    .init(
      "hedge", .shape("hedge"), "Copies that are sent while the first has not answered.",
      default: "none"),
    .init(
      "throttle", .shape("clientThrottle"),
      "Turns away by itself what the callee would turn away anyway.", default: "none"),
    connectionField,
  ]

  static let callFields =
    [ModelShape.Field(required: "calls", .name, "The component that is called.")]
    + callPolicyFields

  /// The failures that a word names.
  static let conditionWords: [(word: String, condition: RetryConditions)] = [
    ("timeout", .timedOut), ("refused", .refused), ("disconnected", .disconnected),
    ("rejected", .rejected), ("serverErrors", .serverErrors),
  ]

  /// The failures that a status names.
  static let conditionStatuses: [(status: Int, condition: RetryConditions)] = [
    (429, .tooManyRequests), (500, .internalError), (502, .badGateway), (503, .unavailable),
    (504, .gatewayTimeout),
  ]

  static let condition = ValueShape.either(
    [.choice(conditionWords.map(\.word))] + conditionStatuses.map { .literal($0.status) })

  static let conditions = ValueShape.list(of: condition, atLeast: 1)

  private static let hedge = ModelShape(
    "hedge", "The same call sent again while it is under way; the first success wins.",
    example: #"{ "after": "30ms", "copies": 2 }"#,
    [
      .init(
        required: "after", .span(.fromZero),
        "How long the last copy is without an answer before the next one is sent; after a failure "
          + "it is sent at once."),
      .init("copies", .whole(2...100), "Copies at most, the first included.", default: "2"),
      .init(
        "rest", .choice(CallPolicy.AfterTimeout.allCases.map(\.rawValue)),
        "Whether the copies that lost go on for nobody (abandon) or are dropped at once (cancel).",
        default: "cancel"),
    ])

  private static let clientThrottle = ModelShape(
    "clientThrottle",
    "Adaptive throttling as Google's site reliability engineers have it: the more calls of the last "
      + "while were not accepted (no answer, 429 or 503), the more are not made.",
    example: #"{ "k": 2, "window": "2m" }"#,
    [
      .init(
        "k", .number(.atLeast(1, upTo: 1000)),
        "Calls that may be made for each that is accepted; counted in thousandths.", default: "2"),
      .init("window", .span(.positive), "For how long a call counts.", default: "2m"),
    ])

  private static let retry = ModelShape(
    "retry", "When what failed is tried again.",
    example: #"{ "attempts": 3, "backoff": { "base": "100ms", "cap": "2s", "jitter": "full" } }"#,
    [
      .init("attempts", .whole(1...1000), "Attempts, the first included.", default: "3"),
      .init(
        "backoff", .either([.span(.fromZero), .word("none"), .shape("backoff")]),
        "The wait before a retry: always the same, none, or growing.",
        default: "100ms, doubled up to 20s, full jitter"),
      .init(
        "budget", .either([.percentage(upTo: 1000), .shape("budget")]),
        "What all requests share: retries as a share of the requests of the last 10s, or a bucket.",
        default: "unlimited"),
      .init(
        "on", conditions, "Failures that are tried again.",
        default: "timeout, refused, disconnected, 429, serverErrors"),
      .init(
        "retryAfterCap", .span(.fromZero),
        "A retry waits at least as long as Retry-After of the answer says, up to so long.",
        default: "the header is not heeded"),
      .init(
        "beyondCap", .choice(["stop", "wait"]),
        "Whether one that would have to wait longer is not made, or comes too early.",
        default: "stop"),
    ])

  private static let backoff = ModelShape(
    "backoff", "A wait that grows from retry to retry.",
    example: #"{ "base": "100ms", "cap": "2s", "jitter": "full" }"#,
    [
      .init(required: "base", .span(.fromZero), "The wait before the first retry."),
      .init(
        "factor", .number(.atLeast(1, upTo: 1000)), "How much longer each wait is than the last.",
        default: "2"),
      .init("cap", .span(.fromZero), "The longest wait.", default: "none"),
      .init(
        "jitter", .either([.choice(jitters.map(\.word)), .share]),
        "How waits are spread, so that those who failed together do not return together; a share "
          + "spreads them by so much to either side.",
        default: "none"),
      .init(
        "granularity", .span(.fromZero), "Waits are cut to whole multiples of it.",
        default: "waits are not cut"),
    ])

  static let jitters: [(word: String, jitter: Backoff.Jitter)] = [
    ("none", .none), ("full", .full), ("equal", .equal), ("decorrelated", .decorrelated),
  ]
}
