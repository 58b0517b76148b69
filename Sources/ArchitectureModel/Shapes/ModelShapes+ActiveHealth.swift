import Resilience

/// How a balancer asks its targets how they are.
extension ModelShapes {
  /// What a target counts as before its first check, by the word for it.
  static let checkStarts: [(word: String, start: HealthCheck.Policy.Start)] = [
    ("up", .up), ("upUntilFirstFailure", .upUntilFirstFailure), ("down", .down),
    ("downUntilFirstSuccess", .downUntilFirstSuccess),
  ]

  static let activeHealth = ModelShape(
    "activeHealth",
    "Checks of each target by each of the balancer's processes; they take their turn at the target "
      + "as any request does. Answers below 400 pass.",
    example: #"{ "request": "GET /health", "interval": "2s", "fall": 3, "rise": 2 }"#,
    [
      .init(
        "request", .text, "What is asked.",
        default: "a connection is opened, which whoever listens accepts"),
      .init(
        "interval", .span(.positive), "From the start of a check to that of the next.",
        default: "2s"),
      .init(
        "timeout", .span(.positive), "What has no answer after this has failed.",
        default: "the interval"),
      .init(
        "fall", .whole(1...1_000_000), "Failures in a row after which a target is left out.",
        default: "3"),
      .init(
        "rise", .whole(1...1_000_000), "Passes in a row after which it is back.", default: "2"),
      .init(
        "fastInterval", .span(.positive), "The interval while checks contradict the state.",
        default: "the interval"),
      .init(
        "downInterval", .span(.positive), "The interval while a target is down for certain.",
        default: "the interval"),
      .init("delay", .span(.fromZero), "How long the first check waits.", default: "0s"),
      .init(
        "stagger", .boolean,
        "Whether the first checks are spread evenly over an interval, or all sent at once.",
        default: "true"),
      .init(
        "jitter", .whole(0...100), "Percent by which an interval may be longer, at random.",
        default: "0"),
      .init(
        "start", .choice(checkStarts.map(\.word)),
        "What a target counts as when it is new; until the first failure or success means that one "
          + "check is enough to change that.", default: "upUntilFirstFailure"),
      .init(
        "errorLimit", .whole(0...1_000_000),
        "Ordinary calls in a row that fail (no answer, or 500 and above) and together count as one "
          + "failed check; 0 for none.", default: "0"),
    ])
}
