extension Sketch {
  /// A client that sends one request.
  static func once(
    _ name: String = "web", at time: String = "0s", calls target: String = "app",
    _ policy: String = ""
  ) -> (String, String) {
    (
      name,
      """
      { "arrivals": { "constant": "1/s", "first": "\(time)", "limit": 1 }, "calls": "\(target)"
        \(policy.isEmpty ? "" : ", " + policy) }
      """
    )
  }

  /// A client whose users send a request each at the same instant, an hour after the start, and no
  /// other for an hour.
  static func atOnce(_ users: Int, calls target: String = "app") -> (String, String) {
    ("web", #"{ "users": \#(users), "think": "1h", "calls": "\#(target)" }"#)
  }

  /// A run in which the users of `atOnce` send one request each.
  static let hourAndHalf = #""duration": "90m", "warmup": "0s""#

  /// A client of a request every 100 ms, a hundred of them, the first after 50 ms: in each whole
  /// second ten, none of them at its edges.
  static func steady(calls target: String = "app", _ policy: String = "") -> (String, String) {
    (
      "web",
      """
      { "arrivals": { "constant": "10/s", "first": "50ms", "limit": 100 },
        "calls": "\(target)" \(policy.isEmpty ? "" : ", " + policy) }
      """
    )
  }

  /// A service with one handler for everything.
  static func service(
    _ name: String = "app", _ traits: String = #""workers": "unlimited""#, does steps: String
  ) -> (String, String) {
    (name, #"{ "kind": "service", \#(traits), "handles": { "*": [ \#(steps) ] } }"#)
  }

  /// A database on which every operation takes so long.
  static func database(_ time: String, connections: String = "\"unlimited\"") -> (String, String) {
    (
      "database",
      """
      { "kind": "database", "connections": \(connections), "operations": { "*": "\(time)" } }
      """
    )
  }
}
