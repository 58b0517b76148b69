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
    ])
}
