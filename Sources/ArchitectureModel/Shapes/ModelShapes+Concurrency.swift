/// Limits on how much a process lets in at once.
extension ModelShapes {
  static let concurrency = [concurrencyLimit, aimd, vegas, gradient2]

  private static let limit = ValueShape.whole(1...10_000)

  private static let concurrencyLimit = ModelShape(
    "concurrencyLimit",
    "How many requests one process lets in at once, waiting ones included; more get 503.",
    example: #"{ "vegas": { "initial": 20, "highest": 200 } }"#,
    exactlyOneOf: ["fixed", "aimd", "vegas", "gradient2"],
    [
      .init("fixed", limit, "Always so many."),
      .init("aimd", .shape("aimd"), "Grows by one, and shrinks by a factor after late requests."),
      .init("vegas", .shape("vegas"), "Learned from how much longer than at best requests take."),
      .init(
        "gradient2", .shape("gradient2"), "Learned from how much longer than lately requests take."),
    ])

  private static let aimd = ModelShape(
    "aimd", "Additive increase, multiplicative decrease.",
    example: #"{ "initial": 20, "lowest": 5, "highest": 200, "timeout": "1s" }"#,
    [
      .init("initial", limit, "Where the limit begins.", default: "20"),
      .init("lowest", limit, "It never falls below.", default: "20"),
      .init("highest", limit, "It never rises above.", default: "200"),
      .init(
        "backoff", .percentage(upTo: 100), "What is left of it after a late request.",
        default: "90%"),
      .init("timeout", .span(.positive), "What takes longer is late.", default: "5s"),
    ])

  private static let vegas = ModelShape(
    "vegas", "The limit of TCP Vegas, from the shortest time that a request ever took.",
    example: #"{ "initial": 20, "highest": 1000 }"#,
    [
      .init("initial", limit, "Where the limit begins.", default: "20"),
      .init("highest", limit, "It never rises above.", default: "1000"),
    ])

  private static let gradient2 = ModelShape(
    "gradient2", "The limit from the ratio of long and short averages of the times of requests.",
    example: #"{ "initial": 20, "lowest": 5, "highest": 200 }"#,
    [
      .init("initial", limit, "Where the limit begins.", default: "20"),
      .init("lowest", limit, "It never falls below.", default: "20"),
      .init("highest", limit, "It never rises above.", default: "200"),
      .init(
        "tolerance", .number(.atLeast(1, upTo: 100)),
        "How many times as long as lately requests may take.", default: "1.5"),
    ])
}
