extension Pair {
  /// The caller, and who hands jobs to it if it is a queue.
  func callingComponents(_ manner: Manner) -> [(String, String)] {
    let call = step(policy(manner))
    let policy = self.policy(manner).map { ", " + $0 }.joined()
    switch caller {
    case .client, .cache, .database, .file, .rows, .pooled, .pool, .external: return []
    case .gateway:
      return [("caller", #"{ "kind": "gateway", "calls": "callee"\#(policy) }"#)]
    case .filters:
      return [
        ("caller", #"{ "kind": "gateway", \#(Self.filters), "calls": "callee"\#(policy) }"#)
      ]
    case .balancer:
      let timeout = manner.isPatient ? "" : #", "timeout": "100ms""#
      return [("caller", #"{ "kind": "balancer", "over": "callee"\#(timeout) }"#)]
    case .service: return [("caller", Self.service(#""workers": 50"#, call))]
    case .health:
      return [
        (
          "caller",
          Self.service(
            #""workers": 50"#,
            #"\#(call), { "health": [ { "errorsOf": "callee", "above": "100%", "then": "degraded" } ] }"#
          )
        )
      ]
    case .stores:
      return [
        (
          "caller",
          Self.service(
            #""workers": 50, "processes": 2, "stores": { "notes": "process" }"#,
            #"{ "insert": "notes" }, \#(call), { "remove": "notes", "absent": [] }"#)
        )
      ]
    case .guarding:
      return [
        (
          "caller",
          Self.service(#""workers": 50"#, #"{ "guard": "\#(guarded)" }, \#(call)"#)
        )
      ] + (callee == .external ? [] : [("hook", #"{ "kind": "external", "latency": "1ms" }"#)])
    case .queue:
      return [
        ("front", #"{ "kind": "service", "handles": { "*": [ { "enqueue": "caller" } ] } }"#),
        ("caller", #"{ "kind": "queue", "workers": 50, "steps": [ \#(call) ] }"#),
      ]
    case .broker:
      return [
        ("front", #"{ "kind": "service", "handles": { "*": [ { "enqueue": "caller" } ] } }"#),
        (
          "caller",
          #"{ "kind": "queue", "workers": 50, "push": { "onFailure": "deadLetter" }, "steps": [ \#(call) ] }"#
        ),
      ]
    }
  }

  private var guarded: String { callee == .external ? "callee" : "hook" }

  private func step(_ policy: [String]) -> String {
    let manner = policy.map { ", " + $0 }.joined()
    switch callee {
    case .cache:
      return """
        { "cached": { "in": "callee", "ttl": "1s", "coalesce": true,
                      "otherwise": [ { "call": "leaf"\(manner) } ] } }
        """
    case .queue, .broker: return #"{ "enqueue": "callee" }"#
    case .pool:
      return """
        { "acquire": "callee" }, { "wait": { "exponential": "20ms" } }, { "release": "callee" }
        """
    default: return #"{ "call": "callee"\#(manner) }"#
    }
  }

  var component: String {
    switch callee {
    case .client: "{ }"
    case .gateway: #"{ "kind": "gateway", "work": { "exponential": "10ms" }, "calls": "leaf" }"#
    case .filters:
      #"{ "kind": "gateway", "work": { "exponential": "10ms" }, \#(Self.filters), "calls": "leaf" }"#
    case .balancer: #"{ "kind": "balancer", "over": "leaf" }"#
    case .service:
      """
      { "kind": "service", "instances": 2, "workers": 2, "backlog": 3,
        "shutdown": { "grace": "60ms" }, "work": { "exponential": "20ms" } }
      """
    case .health:
      Self.service(
        #""workers": 2, "backlog": 3"#,
        """
        { "wait": { "exponential": "10ms" } },
        { "health": [ { "down": "leaf", "then": "unhealthy" },
                      { "queue": "leaf", "above": 2, "then": "degraded" } ] }
        """)
    case .stores:
      Self.service(
        #""workers": 2, "backlog": 3, "processes": 2, "stores": { "notes": "instance" }"#,
        """
        { "insert": "notes" }, { "wait": { "exponential": "20ms" } },
        { "find": "notes", "absent": [ { "respond": 404 } ] }
        """)
    case .guarding:
      Self.service(
        #""workers": 2, "backlog": 3"#,
        #"{ "wait": { "exponential": "10ms" } }, { "guard": "leaf" }, { "call": "leaf" }"#)
    case .cache: #"{ "kind": "cache", "capacity": 3, "latency": { "exponential": "2ms" } }"#
    case .queue:
      """
      { "kind": "queue", "workers": 1, "capacity": 5, "work": { "exponential": "20ms" },
        "retry": { "attempts": 3, "backoff": "50ms" } }
      """
    case .broker:
      """
      { "kind": "queue", "workers": 2, "work": { "exponential": "20ms" },
        "visibility": { "timeout": "50ms", "delay": "5ms", "maxReceives": 2 } }
      """
    case .database:
      """
      { "kind": "database", "connections": 2, "waiting": 6, "poolTimeout": "60ms",
        "operations": { "*": { "exponential": "20ms" } } }
      """
    case .file:
      """
      { "kind": "database", "connections": 3, "singleWriter": { "busyTimeout": "60ms" },
        "operations": { "get": { "time": "1ms", "locked": { "exponential": "15ms" },
                                 "commit": "1ms" } } }
      """
    case .rows:
      """
      { "kind": "database", "connections": 8, "cores": 2, "lockTimeout": "60ms",
        "operations": { "get": { "cpu": "1ms", "locked": { "exponential": "20ms" } } } }
      """
    case .pooled:
      """
      { "kind": "database", "connections": { "size": 3, "minimumIdle": 1, "creationPause": "1ms" },
        "connecting": { "exponential": "3ms" }, "maxConnections": 2, "poolTimeout": "60ms",
        "waiting": 6, "diskSlots": 1,
        "operations": { "get": { "time": "5ms", "disk": { "exponential": "15ms" } } } }
      """
    case .pool: #"{ "kind": "pool", "size": 2, "waiting": 3, "timeout": "40ms" }"#
    case .external:
      """
      { "kind": "external", "latency": { "exponential": "20ms" }, "dns": "1ms",
        "answers": { "500": "10%" }, "idempotency": "1m" }
      """
    }
  }

  /// What the callee calls in its turn, or what brings what a cache does not hold.
  var surroundings: [(String, String)] {
    switch callee {
    case .gateway, .filters, .balancer, .cache, .health:
      [("leaf", #"{ "kind": "service", "workers": 3, "work": { "exponential": "20ms" } }"#)]
    case .guarding: [("leaf", #"{ "kind": "external", "latency": { "exponential": "20ms" } }"#)]
    case .client, .service, .stores, .queue, .broker, .database, .file, .rows, .pooled, .pool,
      .external:
      []
    }
  }

  private static let filters = """
    "filters": [ { "bearer": { "work": "50us" } }, { "maxBody": "4KiB" },
                 { "limit": { "tokenBucket": "40/s", "capacity": 10 } } ]
    """

  private static func service(_ traits: String, _ steps: String) -> String {
    #"{ "kind": "service", \#(traits), "handles": { "*": [ \#(steps) ] } }"#
  }
}
