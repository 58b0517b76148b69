import Resilience

extension ModelShapes {
  static let storage = [cache] + databases + [pool]

  private static let cache = ModelShape(
    "cache", "A cache server that really holds keys; a hit ratio is a result, never an input.",
    example: #"{ "kind": "cache", "policy": "lru", "capacity": 10000, "latency": "0.5ms" }"#,
    [
      kind("cache"),
      .init(
        "policy", .choice(EvictionKind.allCases.map(\.rawValue)), "Who makes room for a new key.",
        default: "lru"),
      .init(required: "capacity", .whole(1...100_000_000), "Keys that it holds."),
      .init(
        "expiry", .choice(["redis", "caffeine"]),
        "Whether a key is still there at the very end of its time to live (redis) or no longer "
          + "(caffeine).",
        default: "redis"),
      .init(required: "latency", .duration, "Time of one lookup."),
      .init(
        "of", .name,
        "A service of which each process has such a cache in its own memory; a crash empties it.",
        default: "a server that all share"),
    ])

  private static let pool = ModelShape(
    "pool", "Something of which there are only so many, and which handlers hold across steps.",
    example: #"{ "kind": "pool", "size": 15, "timeout": "30s", "of": "app" }"#,
    [
      kind("pool"),
      .init(required: "size", .whole(1...1_000_000), "How many there are."),
      .init(
        "waiting", waitingCount, "Calls that may wait; more are rejected.", default: "unlimited"),
      .init("timeout", .span(.positive), "The longest wait.", default: "none"),
      .init(
        "of", .name, "A service of which each instance has such a pool to itself.",
        default: "all who acquire share it"),
    ] + lineFields)
}
