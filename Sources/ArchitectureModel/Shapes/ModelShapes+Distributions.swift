extension ModelShapes {
  static let distributions = [
    distribution, erlang, gamma, hyperexponential, phase, normal, lognormal, weibull, pareto,
    boundedPareto, part, shifted, percentiles,
  ]

  /// Every range is checked by the distribution itself, which knows them.
  private static let any = ValueShape.number(.any)
  private static let span = ValueShape.span(.fromZero)
  private static let mean = ModelShape.Field(required: "mean", span, "The mean.")
  private static let shapeParameter = ModelShape.Field(required: "shape", any, "The shape.")

  private static let distribution = ModelShape(
    "distribution", "A time that is drawn anew for each use.",
    example: #"{ "exponential": "8ms" }"#,
    exactlyOneOf: [
      "constant", "uniform", "exponential", "erlang", "gamma", "hyperexponential", "normal",
      "lognormal", "weibull", "pareto", "boundedPareto", "mixture", "shifted", "empirical",
      "percentiles",
    ],
    [
      .init("constant", span, "Always the same, as a bare span of time is."),
      .init("uniform", .list(of: span, atLeast: 2), "Anything between two times."),
      .init("exponential", span, "Without memory, with this mean; its cv is 1."),
      .init("erlang", .shape("erlang"), "The sum of exponential times."),
      .init("gamma", .shape("gamma"), "Erlang's with any positive shape."),
      .init(
        "hyperexponential",
        .either([.shape("hyperexponential"), .list(of: .shape("phase"), atLeast: 1)]),
        "Mostly short and sometimes long: by mean and cv, or phase by phase."),
      .init("normal", .shape("normal"), "Normal, with the negative part drawn again."),
      .init("lognormal", .shape("lognormal"), "The usual shape of a latency."),
      .init("weibull", .shape("weibull"), "The time to failure of what ages."),
      .init("pareto", .shape("pareto"), "A heavy tail without an end."),
      .init("boundedPareto", .shape("boundedPareto"), "A heavy tail between two times."),
      .init(
        "mixture", .list(of: .shape("part"), atLeast: 1), "One of several, by weight."),
      .init("shifted", .shape("shifted"), "Another one, longer by a fixed time."),
      .init("empirical", .list(of: span, atLeast: 1), "One of these, all equally likely."),
      .init("percentiles", .shape("percentiles"), "Given by percentiles from p0 to p100."),
    ])

  private static let erlang = ModelShape(
    "erlang", "The sum of as many exponential times as the shape says; its cv is 1/√shape.",
    example: #"{ "shape": 3, "mean": "30ms" }"#,
    [.init(required: "shape", .whole(1...1000), "How many."), mean])

  private static let gamma = ModelShape(
    "gamma", "Erlang's distribution with any positive shape; its cv is 1/√shape.",
    example: #"{ "shape": 2.5, "mean": "30ms" }"#, [shapeParameter, mean])

  private static let hyperexponential = ModelShape(
    "hyperexponential", "Two exponential times that contribute equally to the mean.",
    example: #"{ "mean": "10ms", "cv": 3 }"#,
    [mean, .init(required: "cv", any, "Standard deviation divided by the mean; 1 or more.")])

  private static let phase = ModelShape(
    "phase", "One exponential time of a hyperexponential one.",
    example: #"{ "probability": "90%", "mean": "2ms" }"#,
    [.init(required: "probability", .share, "How likely it is; they add up to 100%."), mean])

  private static let normal = ModelShape(
    "normal", "A normal time, drawn again while it is negative.",
    example: #"{ "mean": "10ms", "sd": "2ms" }"#,
    [mean, .init(required: "sd", span, "The standard deviation before the cut at zero.")])

  private static let lognormal = ModelShape(
    "lognormal", "The exponential of a normal variate: by mean and cv, or by two percentiles.",
    example: #"{ "p50": "4ms", "p99": "30ms" }"#,
    percentiles: span,
    [
      .init("mean", span, "The mean; needs cv."),
      .init("cv", any, "Standard deviation divided by the mean."),
    ])

  private static let weibull = ModelShape(
    "weibull", "The time to failure of what wears out (shape above 1) or gets better (below 1).",
    example: #"{ "shape": 1.5, "mean": "10ms" }"#,
    exactlyOneOf: ["mean", "scale"],
    [
      shapeParameter,
      .init("mean", span, "The mean."),
      .init("scale", span, "The percentile 63.2, instead of the mean."),
    ])

  private static let alpha = ModelShape.Field(
    required: "alpha", any, "How thin the tail is: the mean is infinite up to 1.")

  private static let pareto = ModelShape(
    "pareto", "Longer than x with probability (minimum / x) to the power of alpha.",
    example: #"{ "minimum": "1ms", "alpha": 1.5 }"#,
    [.init(required: "minimum", span, "The shortest time."), alpha])

  private static let boundedPareto = ModelShape(
    "boundedPareto", "Pareto's distribution between two times.",
    example: #"{ "low": "1ms", "high": "10s", "alpha": 1.5 }"#,
    [
      .init(required: "low", span, "The shortest time."),
      .init(required: "high", span, "The longest time."), alpha,
    ])

  private static let part = ModelShape(
    "part", "One of the distributions of a mixture.",
    example: #"{ "weight": 9, "of": "2ms" }"#,
    [
      .init(required: "weight", any, "How likely, in proportion to the others."),
      .init(required: "of", .duration, "The distribution."),
    ])

  private static let shifted = ModelShape(
    "shifted", "Another distribution, longer by a fixed time.",
    example: #"{ "by": "1ms", "of": { "exponential": "5ms" } }"#,
    [
      .init(required: "by", span, "The fixed time."),
      .init(required: "of", .duration, "The distribution."),
    ])

  private static let percentiles = ModelShape(
    "percentiles", "Percentiles from p0, the minimum, to p100, the maximum; evenly between them.",
    example: #"{ "p0": "1ms", "p50": "3ms", "p100": "40ms" }"#, percentiles: span, [])
}
