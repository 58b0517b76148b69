import EventEngine

extension ModelShapes {
  static let arrivalShapes = [
    arrivals, rateProfile, rateStep, sine, spike, burst, countShape, replay,
  ]

  private static let changingRate = ValueShape.either([.rate, .shape("rateProfile")])

  private static let arrivals = ModelShape(
    "arrivals", "When the requests of an open client are sent.",
    example: #"{ "poisson": "300/s" }"#,
    exactlyOneOf: ["poisson", "constant", "interarrival", "bursts", "replay"],
    [
      .init(
        "poisson", changingRate, "Many independent senders: exponential times between requests."),
      .init("constant", changingRate, "A metronome: request k at first + k / rate."),
      .init("interarrival", .duration, "Independent times between requests."),
      .init(
        "bursts", .list(of: .shape("burst"), atLeast: 1),
        "Poisson with a rate that changes at random: these phases in turn, again and again."),
      .init("replay", .shape("replay"), "As a log has them."),
      .init(
        "spikes", .list(of: .shape("spike"), atLeast: 0),
        "Times in which the rate of poisson or constant is multiplied.", default: "none"),
      .init(
        "first", .span(.fromZero), "When a constant process or a log sends its first request.",
        default: "0s"),
      .init(
        "batch", drawnCount, "Requests at each arrival; the rate is that of arrivals.", default: "1"
      ),
      .init(
        "limit", .whole(1...1_000_000_000_000), "Silent after so many requests.",
        default: "never silent"),
    ])

  private static let rateProfile = ModelShape(
    "rateProfile", "A rate that changes over time: in steps and ramps, or as a wave.",
    example: #"{ "profile": [ { "for": "1m", "rate": "100/s" } ] }"#,
    exactlyOneOf: ["profile", "sine"],
    [
      .init(
        "profile", .list(of: .shape("rateStep"), atLeast: 1),
        "Steps and ramps, one after the other; the rate at the end of the last one lasts on."),
      .init("repeat", .boolean, "Whether the profile begins again at its end.", default: "false"),
      .init("sine", .shape("sine"), "A wave, such as that of day and night."),
    ])

  private static let rateStep = ModelShape(
    "rateStep", "A rate for a while, or an even change from one to another.",
    example: #"{ "for": "1m", "rate": "100/s" }"#,
    exactlyOneOf: ["rate", "from"], together: ["from", "to"],
    [
      .init(required: "for", .span(.positive), "How long it lasts."),
      .init("rate", rateOrSilence, "The rate; \"0/s\" is silence."),
      .init("from", rateOrSilence, "The rate at the start of a ramp."),
      .init("to", rateOrSilence, "The rate at its end."),
    ])

  /// A rate of 0 means nothing but in a step or a phase, where it is silence.
  static let rateOrSilence = ValueShape.rateOrZero

  private static let sine = ModelShape(
    "sine", "A rate of mean + amplitude sin(2π (t / period + phase)).",
    example: #"{ "mean": "100/s", "amplitude": "50/s", "period": "24h" }"#,
    [
      .init(required: "mean", .rate, "The rate on average."),
      .init(required: "amplitude", rateOrSilence, "How far it rises and falls; at most the mean."),
      .init(required: "period", .span(.positive), "From one peak to the next."),
      .init(
        "phase", .share, "Where the wave begins: 0% at the mean and rising, 25% at the peak.",
        default: "0%"),
    ])

  private static let spike = ModelShape(
    "spike", "A time in which the rate is multiplied; where two overlap, both count.",
    example: #"{ "at": "2m", "for": "10s", "times": 5 }"#,
    [
      .init(required: "at", .span(.fromZero), "When it begins."),
      .init(required: "for", .span(.positive), "How long it lasts."),
      .init(
        required: "times", .number(.atLeast(0, upTo: RateProfile.largestFactor)),
        "How many times the rate; less than 1 is a dip."),
    ])

  private static let burst = ModelShape(
    "burst", "A phase of bursty arrivals.",
    example: #"{ "rate": "150/s", "for": { "exponential": "2s" } }"#,
    [
      .init(required: "rate", rateOrSilence, "The rate in this phase; \"0/s\" is silence."),
      .init(required: "for", .duration, "How long it lasts, drawn anew each time."),
    ])

  /// How many of something, at least 1.
  static let drawnCount = ValueShape.either([
    .whole(1...CountDistribution.largest), .shape("count"),
  ])

  private static let countShape = ModelShape(
    "count", "A number that is drawn anew each time; at least 1.",
    example: #"{ "geometric": 5 }"#,
    exactlyOneOf: ["uniform", "geometric", "empirical"],
    [
      .init("uniform", .list(of: wholeCount, atLeast: 2), "Anything between two numbers."),
      .init(
        "geometric", .number(.atLeast(1, upTo: Double(CountDistribution.largest))),
        "1, 2, 3, … ever less likely, with this mean."),
      .init(
        "empirical", .list(of: wholeCount, atLeast: 1), "One of these, all equally likely."),
    ])

  private static let wholeCount = ValueShape.whole(1...CountDistribution.largest)

  private static let replay = ModelShape(
    "replay", "Requests of a log, sent again at their own distances.",
    example: #"{ "file": "access.log", "speed": 2 }"#,
    [
      .init(required: "file", .text, "Path of the log; it begins at the folder of the model."),
      .init(
        "format", .choice(RequestLogFormat.allCases.map(\.rawValue)),
        "Values between commas, or the access log of nginx and Apache.",
        default: "csv for a file called so, else accessLog"),
      .init("time", .text, "Column of the time.", default: "time, or the first"),
      .init("request", .text, "Column of the request's name.", default: "request, if there is one"),
      .init("key", .text, "Column of what a request is about.", default: "key, if there is one"),
      .init(
        "address", .text, "Column of where a request comes from.",
        default: "address, if there is one"),
      .init(
        "speed", .number(.above(0, upTo: 1e6)), "How many times as fast as they came.",
        default: "1"),
      .init("repeat", .boolean, "Whether the log begins again at its end.", default: "false"),
    ])
}
