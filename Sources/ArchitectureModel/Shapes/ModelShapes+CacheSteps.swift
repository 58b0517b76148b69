import Resilience

/// Steps that use caches.
extension ModelShapes {
  static let cacheSteps = [
    cachedStep, cachedRead, writtenStep, cachedWrite, writeBuffer, getStep, setStep, deleteStep,
    incrementStep,
  ]

  private static let timeToLive = [
    ModelShape.Field(
      "ttl", .span(.positive), "Time to live of what is stored.", default: "until it is evicted"),
    ModelShape.Field(
      "jitter", .either([.share, .span(.fromZero)]),
      "How much shorter the time to live may be, evenly: a share of it or a time.",
      default: "0%"),
  ]

  private static let timeout = ModelShape.Field(
    "timeout", .span(.positive), "The longest wait for the cache.", default: "none")

  private static let onFailure = ModelShape.Field(
    "onFailure", .choice(CacheFailure.allCases.map(\.rawValue)),
    "If the cache does not answer: the handler goes on as if the key were not there (miss), or "
      + "fails for the same cause (error).",
    default: "miss")

  private static let cachedStep = ModelShape(
    "cachedStep", "Looks the request's key up in a cache, and fetches and stores it on a miss.",
    example: #"{ "cached": { "in": "cache", "ttl": "60s", "otherwise": [] } }"#,
    [.init(required: "cached", .shape("cached"), "Where, for how long, and what on a miss.")])

  private static let cachedRead = ModelShape(
    "cached", "A lookup in a cache.",
    example: #"{ "in": "cache", "ttl": "60s", "otherwise": [ { "call": "database" } ] }"#,
    [.init(required: "in", .name, "A cache.")] + timeToLive + [
      .init(
        "coalesce", .boolean, "Whether one fetch serves all who miss the same key meanwhile.",
        default: "false"),
      timeout, onFailure,
      .init(required: "otherwise", .steps, "What brings the value on a miss."),
    ])

  private static let writtenStep = ModelShape(
    "writtenStep", "Writes what the request is about, and sees to what a cache has of it.",
    example: #"{ "written": { "in": "cache", "by": "cache-aside", "do": [] } }"#,
    [.init(required: "written", .shape("written"), "How, and in which cache.")])

  private static let cachedWrite = ModelShape(
    "written", "A write of which a cache has to know.",
    example: #"{ "in": "cache", "by": "cache-aside", "do": [ { "call": "db", "as": "write" } ] }"#,
    [
      .init(required: "in", .name, "A cache."),
      .init(
        required: "by", .choice(WriteStrategy.allCases.map(\.rawValue)),
        "Write, then delete the key (cache-aside) or set it (write-through); set it and write later "
          + "(write-behind); write only (write-around)."),
    ] + timeToLive + [
      .init(
        "buffer", .shape("writeBuffer"), "Of write-behind: how long what is to be written waits.",
        default: "1s, 100 keys at once, 10000 in all"),
      timeout, onFailure,
      .init(required: "do", .steps, "What makes the write."),
    ])

  private static let writeBuffer = ModelShape(
    "writeBuffer",
    "Writes that wait in the memory of a process, each key once; a crash loses them.",
    example: #"{ "delay": "1s", "batch": 100 }"#,
    [
      .init("delay", .span(.fromZero), "How long a write waits, at most.", default: "1s"),
      .init(
        "batch", .whole(1...1_000_000),
        "Keys that are written at once, as soon as there are so many.",
        default: "100"),
      .init(
        "capacity", .whole(1...100_000_000), "Keys that may wait; others are written at once.",
        default: "10000"),
    ])

  private static let otherwise = ModelShape.Field(
    "otherwise", .steps, "What is done if the cache does not answer.",
    default: "the handler fails for the same cause")

  private static let getStep = ModelShape(
    "getStep", "Looks the request's key up in a cache.",
    example: #"{ "get": "cache", "else": [ { "call": "database" } ] }"#,
    [
      .init(required: "get", .name, "A cache."),
      .init("then", .steps, "What is done if it is there.", default: "nothing"),
      .init("else", .steps, "What is done if it is not.", default: "nothing"), timeout, otherwise,
    ])

  private static let setStep = ModelShape(
    "setStep", "Sets the request's key in a cache to what the handler has read or written last.",
    example: #"{ "set": "cache", "ttl": "60s" }"#,
    [.init(required: "set", .name, "A cache.")] + timeToLive + [timeout, otherwise])

  private static let deleteStep = ModelShape(
    "deleteStep", "Deletes the request's key from a cache.",
    example: #"{ "delete": "cache" }"#,
    [.init(required: "delete", .name, "A cache."), timeout, otherwise])

  private static let incrementStep = ModelShape(
    "incrementStep", "Adds 1 to a counter for the request's key in a cache.",
    example:
      #"{ "increment": "cache", "ttl": "60s", "above": 20, "then": [ { "respond": 429 } ] }"#,
    [.init(required: "increment", .name, "A cache.")] + timeToLive + [
      .init("above", .whole(0...60_000), "The count above which then is done.", default: "none"),
      .init("then", .steps, "What is done if the counter is above.", default: "nothing"),
      .init("else", .steps, "What is done if it is not.", default: "nothing"), timeout, otherwise,
    ])
}
