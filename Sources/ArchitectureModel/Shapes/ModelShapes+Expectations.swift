extension ModelShapes {
  static let expectations = [expectation, figure]

  static let bounds = ["below", "above", "atMost", "atLeast", "equals", "between"]

  private static let limit = ValueShape.either([.bound, .shape("figure")])

  private static let expectation = ModelShape(
    "expectation", "What a run must show.",
    example: #"{ "metric": "latency.p95", "of": "web", "below": "200ms" }"#,
    exactlyOneOf: bounds,
    [
      .init(required: "metric", .metric, "What is measured."),
      .init(required: "of", .name, "Whose: the name of a client or component."),
    ] + selection + [
      .init("below", limit, "Less than this, in the unit of the metric, or than another figure."),
      .init("above", limit, "More than this."),
      .init("atMost", limit, "This or less."),
      .init("atLeast", limit, "This or more."),
      .init("equals", limit, "Exactly this."),
      .init("between", .list(of: .bound, atLeast: 2), "From the first to the second, both meant."),
      .init(
        "expect", .choice(["pass", "fail"]),
        "Whether the bound holds, or is a claim that is known not to hold.", default: "pass"),
      .init("about", .text, "What the claim says, in a sentence."),
      .init("source", .text, "Where the claim comes from."),
    ])

  private static let figure = ModelShape(
    "figure",
    "Instead of a number: a figure of the same run or of another scenario. What it leaves out is as "
      + "in its expectation.",
    example: #"{ "scenario": "claimed", "times": 2 }"#,
    [
      .init("metric", .metric, "What is measured.", default: "that of the expectation"),
      .init("of", .name, "Whose.", default: "that of the expectation"),
    ] + selection + [
      .init(
        "scenario", .text,
        "Another scenario, run with the same seed; \"none\" is the model without a scenario.",
        default: "the run itself"),
      .init("times", .number(.above(0, upTo: 1e9)), "What it is multiplied by.", default: "1"),
      .init("sum", .list(of: .shape("figure"), atLeast: 1), "Instead: several, summed up."),
    ])

  /// Which part of what there is to see it is about.
  private static let selection: [ModelShape.Field] = [
    .init("request", .text, "One request name of the client.", default: "all together"),
    .init(
      "instance", .whole(0...(instances.upperBound - 1)),
      "One instance of a service, counted from 0.", default: "all together"),
    .init(
      "status", .status,
      "With errors, share, count.completed, throughput or latency of a client: only requests that "
        + "ended so.",
      default: "any"),
    .init(
      "outcome", .choice(Expectation.Endings.Outcome.allCases.map(\.rawValue)),
      "The same for how they ended; rejected is turned away on purpose, by a limit, a full line, a "
        + "check of credentials or a breaker, and accepted is everything else.",
      default: "any; of a latency, succeeded"),
    .init(
      "cause", .choice(Expectation.Metric.causes), "The same for why they failed.", default: "any"),
    .init(
      "target", .name, "With breaker figures: whom the calls go to.", default: "all together"),
    .init(
      "from", .span(.fromZero), "Counts only what ends from then on.",
      default: "the end of the warm-up; with to, the start of the run"),
    .init(
      "to", .span(.positive), "Counts only what ended before.", default: "the end of the run"),
    .init(
      "during", .text, "Counts only what ends while this fault lasts, such as outage of database."
    ),
    .init("after", .text, "Counts only what ends after this fault."),
    .init(
      "within", .span(.positive), "With after: only so long.", default: "to the end of the run"),
    .init(
      "errorsUpTo", .share, "With recovery: the share of failures that is as before.",
      default: "1%"),
    .init(
      "p95UpTo", .span(.positive), "With recovery: the 95th percentile that is as before.",
      default: "any"),
  ]
}
