/// Steps that turn requests away before any work is done for them.
extension ModelShapes {
  static let filters = [limitStep, zoneLimit, bearerStep, bodyLimitStep]

  static let storeErrors = ["fail", "admit", "reject"]

  private static let limitStep = ModelShape(
    "limitStep", "Lets only so many requests through; answers the others.",
    example: #"{ "limit": { "tokenBucket": "10/s", "capacity": 20, "per": "address" } }"#,
    [
      .init(
        required: "limit", .either([.union("limit"), .shape("zoneLimit")]),
        "A limit of its own, or the use of a zone of the gateway."),
      .init(
        "in", .name,
        "The cache, service or database that keeps the buckets for all; it is asked with the name "
          + "\"limit\".", default: "each process has its own"),
      .init(
        "atomic", .boolean,
        "Whether one trip decides, by a script; if not, a second one writes back what the first one "
          + "read, over what others have written meanwhile.", default: "true"),
      .init(
        "onStoreError", .either([.choice(storeErrors), .status]),
        "What becomes of requests when the store fails: the handler fails, they are admitted, turned "
          + "away, or answered with a status.", default: "fail"),
    ])

  private static let zoneLimit = ModelShape(
    "zoneLimit", "The use of a zone: its buckets, with a burst and a status of this place.",
    example: #"{ "zone": "perAddress", "burst": 5, "mode": "nodelay" }"#,
    [
      .init(required: "zone", .name, "A zone of this gateway."),
      .init(
        "burst", .whole(0...1_000_000_000), "Requests beyond the rate that are not turned away.",
        default: "that of the zone"),
      .init(
        "mode", .choice(["delay", "nodelay"]),
        "Whether requests of a burst are delayed to the rate or passed at once.",
        default: "that of the zone"),
      .init(
        "delay", .whole(0...1_000_000_000),
        "Requests of a burst that pass at once before the others are delayed; instead of mode."),
      .init("status", .status, "Answer to what is turned away.", default: "that of the zone"),
    ])

  private static let bearerStep = ModelShape(
    "bearerStep", "Turns away requests without a token that is worth something.",
    example: #"{ "bearer": { "work": "50us" } }"#,
    [.init(required: "bearer", .shape("bearer"), "The check.")])

  private static let bodyLimitStep = ModelShape(
    "bodyLimitStep", "Turns away requests with larger bodies.",
    example: #"{ "maxBody": "1MiB" }"#,
    [
      .init(required: "maxBody", .size, "The largest body."),
      .init("status", .status, "Answer to what is turned away.", default: "413"),
    ])
}
