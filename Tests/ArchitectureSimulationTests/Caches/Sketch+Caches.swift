extension Sketch {
  /// Requests `GET` and `PUT` about one object, each of which a service of their name handles, in front
  /// of a cache and a database whose operations take 10 ms.
  static func cached(
    reads: [String], writes: [String] = [], get: String, put: String = "", cache: String = "",
    database: String = "10ms"
  ) -> Sketch {
    Sketch(
      clients: zip(0..., reads).map { once("get\($0)", at: $1, about("GET")) }
        + zip(0..., writes).map { once("put\($0)", at: $1, about("PUT")) },
      components: [
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited",
            "handles": { "GET": [ \(get) ], "PUT": [ \(put) ] } }
          """
        ),
        ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" \#(cache) }"#),
        (
          "database",
          """
          { "kind": "database", "connections": "unlimited", "read": "\(database)",
            "write": "\(database)" }
          """
        ),
      ])
  }

  /// The mix of a client that only sends one sort of request about the one object.
  static func about(_ request: String) -> String {
    #""requests": { "\#(request)": { "about": "item", "key": { "uniform": 1 } } }"#
  }

  /// A lookup whose load reads the database, and then does more steps.
  static func lookUp(_ traits: String = "", then steps: String = "") -> String {
    """
    { "cached": { "in": "cache" \(traits),
                  "otherwise": [ { "call": "database", "as": "read" } \(steps) ] } }
    """
  }

  static func write(by strategy: String, _ traits: String = "") -> String {
    """
    { "written": { "in": "cache", "by": "\(strategy)" \(traits),
                   "do": [ { "call": "database", "as": "write" } ] } }
    """
  }
}
