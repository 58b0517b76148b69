extension Everything {
  /// Lines, processors, branches, hedges and pools.
  static let lines = """
    {
      "format": 1,
      "run": { "duration": "1m", "step": "1s" },
      "clients": {
        "web": { "arrivals": { "poisson": "1/s" }, "calls": "edge",
                 "hedge": { "after": "30ms", "copies": 3, "rest": "abandon" } }
      },
      "components": {
        "edge": { "kind": "gateway", "calls": "app", "hedge": { "after": "1s" } },
        "app": {
          "kind": "service", "needs": 1, "workers": 4, "discipline": { "adaptiveLifo": 100 },
          "whenFull": "displace", "dropExpired": true,
          "delayControl": { "codel": { "target": "5ms", "interval": "100ms" } },
          "cpu": { "scalability": { "contention": 0.05, "coherency": 0.001 } },
          "handles": { "*": [
            { "acquire": "connections", "otherwise": [ { "respond": 503 } ] },
            { "call": "database", "as": "read", "hedge": { "after": "10ms" } },
            { "release": "connections" },
            { "parallel": [ [ { "call": "other" } ], [ { "enqueue": "jobs" } ] ], "copies": 2,
              "until": 3, "rest": "cancel", "otherwise": [ ] }
          ] }
        },
        "other": { "kind": "service", "workers": 1, "work": "1ms",
                   "discipline": { "priority": { "aging": "10s" } },
                   "delayControl": { "networkCodel": { } } },
        "jobs": { "kind": "queue", "work": "1ms", "discipline": { "fair": 64 }, "whenFull": "reject",
                  "dropExpired": false, "delayControl": { "standingQueue": { } } },
        "database": { "kind": "database", "connections": 2, "read": "1ms",
                      "discipline": "earliestDeadline", "whenFull": "reject", "dropExpired": true,
                      "delayControl": { "codel": { } } },
        "connections": { "kind": "pool", "size": 15, "waiting": 100, "timeout": "30s", "of": "app",
                         "discipline": "siro", "whenFull": "reject", "dropExpired": true,
                         "delayControl": { "codel": { } } }
      }
    }
    """

  /// Faults that come again and again, and those that stop or interrupt work.
  static let failures = """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "poisson": "1/s" }, "calls": "app" } },
      "components": {
        "app": { "kind": "service", "instances": 2, "workers": 2, "handles": { "*": [
          { "cached": { "in": "cache", "otherwise": [ ] } } ] } },
        "cache": { "kind": "cache", "capacity": 10, "latency": "0s" }
      },
      "faults": [
        { "every": "1m", "for": "1s", "crews": 1, "outage": "app" },
        { "every": { "exponential": "1m" }, "for": "1s", "crews": 1, "crash": "app", "instance": "each" },
        { "every": "1m", "for": "1s", "crews": 1, "slow": "app", "factor": 2 },
        { "every": "1m", "for": "1s", "crews": 1, "errors": "app", "share": "1%" },
        { "every": "1m", "flush": "cache" },
        { "at": "1m", "for": "1s", "freeze": "app", "instance": 0 },
        { "every": "1m", "for": "1s", "crews": 1, "freeze": "app" },
        { "at": "1m", "for": "1s", "brownout": "app", "workers": 1, "instance": 1 },
        { "every": "1m", "for": "1s", "crews": 1, "brownout": "app" }
      ]
    }
    """
}
