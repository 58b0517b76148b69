extension ModelShapes {
  static let expectations = [expectation]

  static let bounds = ["below", "above", "atMost", "atLeast", "equals"]

  private static let expectation = ModelShape(
    "expectation", "What a run must show.",
    example: #"{ "metric": "latency.p95", "of": "web", "below": "200ms" }"#,
    exactlyOneOf: bounds,
    [
      .init(required: "metric", .metric, "What is measured."),
      .init(required: "of", .name, "Whose: the name of a client or component."),
      .init("request", .text, "One request name of the client.", default: "all together"),
      .init(
        "instance", .whole(0...(instances.upperBound - 1)),
        "One instance of a service, counted from 0.", default: "all together"),
      .init(
        "status", .status, "With errors or count.completed: only requests that ended so.",
        default: "any"),
      .init(
        "target", .name, "With breaker figures: whom the calls go to.", default: "all together"),
      .init("below", .bound, "Less than this, in the unit of the metric."),
      .init("above", .bound, "More than this."),
      .init("atMost", .bound, "This or less."),
      .init("atLeast", .bound, "This or more."),
      .init("equals", .bound, "Exactly this."),
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
      .init(
        "expect", .choice(["pass", "fail"]),
        "Whether the bound holds, or is a claim that is known not to hold.", default: "pass"),
      .init("source", .text, "Where the claim comes from."),
    ])
}
