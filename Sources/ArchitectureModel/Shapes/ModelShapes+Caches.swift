import Resilience

/// Caches, and how they serve what has expired, what does not exist and what is being loaded.
extension ModelShapes {
  static let caches = [cache, stale, absences, leases]

  private static let cache = ModelShape(
    "cache", "A cache server that really holds keys; a hit ratio is a result, never an input.",
    example: #"{ "kind": "cache", "policy": "lru", "capacity": 10000, "latency": "0.5ms" }"#,
    [
      kind("cache"), zoneField,
      .init(
        "policy", .choice(EvictionKind.allCases.map(\.rawValue)), "Who makes room for a new key.",
        default: "lru"),
      .init(required: "capacity", .whole(1...100_000_000), "Keys that it holds."),
      .init(
        "expiry", .choice(["redis", "caffeine"]),
        "Whether a key is still there at the very end of its time to live (redis) or no longer "
          + "(caffeine).",
        default: "redis"),
      .init(
        "idle", .span(.positive),
        "How long an entry stays that nobody looks up, whatever its time to live (expiry after "
          + "access).", default: "any time"),
      .init(required: "latency", .duration, "Time of one lookup, or of another operation."),
      .init(
        "of", .name,
        "A service of which each process has such a cache in its own memory; a crash empties it.",
        default: "a server that all share"),
      .init(
        "threads", .whole(1...1_024),
        "Operations that the server works on at once, as Redis does with 1; others wait in line, and "
          + "storing what was loaded is an operation too.",
        default: "operations do not slow each other, and storing takes no time"),
      .init(
        "connections", .whole(1...1_000_000),
        "Operations that may be at the server at once; more are rejected. Needs threads.",
        default: "any number"),
      .init(
        "stale", .shape("stale"), "How long what has expired is served all the same.",
        default: "it is not"),
      .init(
        "earlyExpiration", .number(.atLeast(0, upTo: 1_000)),
        "How eagerly lookups renew an entry before it expires (the beta of XFetch; 1 is usual).",
        default: "nothing is renewed before it expires"),
      .init(
        "absences", .shape("absences"),
        "Remembers keys whose load ended with 404, and answers 404 for them.",
        default: "each lookup of such a key is a miss"),
      .init(
        "leases", .shape("leases"),
        "Who misses needs a token to fill, which a write takes back.",
        default: "whoever has loaded a key stores it"),
    ])

  private static let stale = ModelShape(
    "stale", "How long a cache serves what has expired (RFC 5861); one request renews it.",
    example: #"{ "whileRevalidating": "30s", "inBackground": true, "ifError": "5m" }"#,
    [
      .init(
        "whileRevalidating", .span(.fromZero),
        "How long after its expiry an entry is served while somebody renews it.", default: "0s"),
      .init(
        "ifError", .span(.fromZero),
        "How long after its expiry an entry is served if its load fails without an answer or with "
          + "500 and above.",
        default: "0s"),
      .init(
        "inBackground", .boolean,
        "Whether who renews an entry is served the old one and does not wait.", default: "false"),
      .init(
        "renewalLimit", .span(.positive),
        "How long a renewal may take before another request renews the entry too.",
        default: "5s"),
    ])

  private static let absences = ModelShape(
    "absences", "Keys that are known not to exist; they have room of their own.",
    example: #"{ "ttl": "5s", "capacity": 1000 }"#,
    [
      .init(required: "ttl", .span(.positive), "How long it is known."),
      .init(
        "capacity", .whole(1...100_000_000), "Keys; the one remembered first leaves first.",
        default: "1000"),
    ])

  private static let leases = ModelShape(
    "leases", "Tokens to fill missing keys, as Facebook's memcache hands them out.",
    example: #"{ "interval": "10s", "pause": "10ms" }"#,
    [
      .init(
        "interval", .span(.fromZero), "The least time between two tokens for one key.",
        default: "10s"),
      .init(
        "pause", .span(.positive), "How long who gets none waits before it looks again.",
        default: "10ms"),
    ])
}
