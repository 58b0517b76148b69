extension Everything {
  /// Every key of every fault, and of what expectations ask about them.
  static let faults = """
    {
      "format": 1,
      "run": { "duration": "10m", "warmup": "0s", "failures": 5 },
      "clients": {
        "web": { "arrivals": { "constant": "10/s" }, "calls": "app", "breaker": {} }
      },
      "components": {
        "app": { "kind": "service", "instances": 2, "workers": 4,
                 "handles": { "*": [ { "cached": { "in": "cache", "otherwise": [
                   { "call": "database" } ] } }, { "enqueue": "jobs" } ] } },
        "cache": { "kind": "cache", "capacity": 10, "latency": "1ms" },
        "jobs": { "kind": "queue", "workers": 1, "work": "1ms" },
        "database": { "kind": "database", "connections": 5, "read": "4ms", "operations": { "*": "1ms" } }
      },
      "faults": [
        \(Self.times("outage", ["\"mode\": \"refuse\"", "", ""])),
        \(Self.times("crash", ["\"instance\": \"each\"", "\"instance\": 0", ""])),
        \(Self.times("slow", ["\"factor\": 2, \"instance\": 1", "\"factor\": 2", "\"factor\": 2"])),
        \(Self.times("errors", Array(repeating: "\"share\": \"1%\", \"status\": 503, \"fast\": true, \"instance\": 0", count: 3))),
        \(Self.times("freeze", ["\"instance\": 1", "", ""])),
        \(Self.times("brownout", ["\"workers\": 2, \"instance\": 0", "", ""])),
        \(Self.times("delay", Array(repeating: "\"by\": \"10ms\", \"from\": \"web\"", count: 3))),
        \(Self.times("partition", ["\"way\": \"there\", \"mode\": \"refuse\", \"from\": \"web\"", "", ""])),
        \(Self.times("stall", ["", "", ""], of: "database")),
        { "at": "1m", "herd": "web", "requests": 100, "name": "opening" },
        { "every": "1m", "herd": [ "web" ], "requests": 100 },
        { "when": { "metric": "queue", "of": "jobs", "above": 5 }, "herd": "web", "requests": 1 },
        { "at": "1m", "deploy": "app", "pause": "5s", "atOnce": 2, "name": "release" },
        { "when": { "metric": "inFlight", "of": "web", "above": 100 }, "deploy": "app" },
        { "when": { "metric": "errors", "of": "web", "above": "5%", "over": "1m", "lasting": "5s",
                    "againAt": "1%" }, "flush": "cache" },
        { "when": { "metric": "utilisation", "of": "app", "above": "90%" }, "flush": "cache" },
        { "at": "1m", "crash": "app", "instance": 1, "process": 0 },
        { "at": "1m", "freeze": "app", "instance": 1, "process": 0 },
        { "at": "1m", "flush": "cache", "share": "50%", "name": "half" },
        { "every": "1m", "flush": [ "cache" ] },
        { "when": { "metric": "inFlight", "of": "web", "above": 100 }, "flush": "cache" },
        { "at": "5m", "for": "1m", "outage": [ "database", "cache" ], "name": "rack" }
      ],
      "expect": [
        { "metric": "count.completed", "of": "web", "status": 200, "above": 1, "during": "rack" },
        { "metric": "count.arrivals", "of": "app", "instance": 1, "above": 1, "after": "rack",
          "within": "1m", "expect": "fail", "source": "README, line 12" },
        { "metric": "recovery", "of": "web", "after": "rack", "errorsUpTo": "2%", "p95UpTo": "1s",
          "below": "1m" },
        { "metric": "breaker.opened", "of": "web", "target": "app", "equals": 0 }
      ]
    }
    """

  /// A fault at a time, one that comes again, and one that a level starts, each with some keys.
  static func times(
    _ key: String, _ keys: [String], of target: String = "app",
    trigger: String = #""metric": "queue", "of": "jobs""#
  ) -> String {
    let times = [
      #""at": "1m", "for": "1s", "name": "the \#(key)""#,
      #""every": { "exponential": "1m" }, "for": "1s", "crews": 1"#,
      #""when": { \#(trigger), "above": 5, "after": "1s" }, "for": "1s""#,
    ]
    return zip(times, keys).map { time, rest in
      #"{ \#(time), "\#(key)": "\#(target)"\#(rest.isEmpty ? "" : ", " + rest) }"#
    }.joined(separator: ",\n        ")
  }
}
