import Resilience

extension ModelShapes {
  static let detectors = [detector, zScore, ewma, cusum]

  private static let detector = ModelShape(
    "detector",
    "Watches one series of the run, step by step (see run.step), and flags what is not as before.",
    example: #"{ "of": "web", "series": "errors", "zScore": { "window": 60 }, "threshold": 3 }"#,
    exactlyOneOf: ["zScore", "ewma", "cusum"],
    [
      .init(required: "of", .name, "Whose: the name of a client or component."),
      .init(
        required: "series", .choice(Detector.Series.allCases.map(\.rawValue)),
        "What is watched: of a client rate, throughput, goodput, errors, p50, p95, p99 or inFlight; of "
          + "a component errors, completions, failures, queue or busy."),
      .init("zScore", .shape("zScore"), "By the distance from the mean of the last steps."),
      .init("ewma", .shape("ewma"), "By an exponentially weighted moving average."),
      .init("cusum", .shape("cusum"), "By cumulative sums of the distances from the mean."),
      .init(
        "warmup", .whole(2...100_000), "Steps that are only learned from.", default: "30"),
      .init(
        "threshold", .number(.above(0, upTo: 1e6)),
        "Standard deviations from which on a step is flagged.", default: "3; of cusum, 5"),
      .init(
        "floor", .number(.above(0, upTo: 1e9)),
        "The least standard deviation, in the unit of the series: a second, one a second, 1 for 100%.",
        default: "0.001"),
    ])

  private static let zScore = ModelShape(
    "zScore", "How many standard deviations a step is from the mean of the steps before it.",
    example: #"{ "window": 60 }"#,
    [.init("window", .whole(2...1_000), "How many steps before it.", default: "60")])

  private static let ewma = ModelShape(
    "ewma", "An exponentially weighted moving average against the mean of the warm-up.",
    example: #"{ "lambda": 0.2 }"#,
    [.init("lambda", .number(.above(0, upTo: 1)), "Weight of the newest step.", default: "0.2")])

  private static let cusum = ModelShape(
    "cusum", "Sums of what is more, and of what is less, than a slack away from the mean.",
    example: #"{ "slack": 0.5 }"#,
    [
      .init(
        "slack", .number(.atLeast(0, upTo: 1e6)),
        "Standard deviations that count for nothing: half of the change that matters.",
        default: "0.5")
    ])
}
