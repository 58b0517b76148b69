extension Everything {
  /// All that services can be and handlers can do.
  static let services = """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "poisson": "5/s" }, "calls": "app" } },
      "components": {
        "app": {
          "kind": "service", "instances": 2, "processes": 4, "spread": "leastLoaded",
          "cpu": { "cores": 1, "sharing": "inOrder" },
          "pauses": { "every": { "exponential": "2s" }, "for": "50ms" },
          "boot": { "uniform": ["5s", "10s"] }, "warmUp": { "slowdown": 4.5, "requests": 200 },
          "concurrencyLimit": { "aimd": {
            "initial": 30, "lowest": 5, "highest": 100, "backoff": "80%", "timeout": "1s" } },
          "handles": { "*": [
            { "block": "2ms" },
            { "block": { "exponential": "2ms" } },
            { "block": [ { "call": "other" } ] },
            { "switch": "key", "cases": { "0-9": [], "12": [ { "count": "twelve" } ] },
              "else": [ { "wait": "1ms" } ] },
            { "switch": "token", "cases": { "missing": [ { "respond": 401 } ] } },
            { "lock": "tenant", "do": [ { "wait": "1ms" } ], "timeout": "1s",
              "otherwise": [ { "respond": 503 } ] },
            { "cached": { "in": "memory", "otherwise": [] } }
          ] }
        },
        "other": { "kind": "service", "concurrencyLimit": { "fixed": 10 }, "work": "1ms" },
        "third": { "kind": "service", "concurrencyLimit": { "vegas": { "initial": 5, "highest": 50 } },
                   "work": "1ms" },
        "fourth": {
          "kind": "service", "work": "1ms", "concurrencyLimit": { "gradient2": {
            "initial": 25, "lowest": 5, "highest": 50, "tolerance": 2 } }
        },
        "memory": { "kind": "cache", "capacity": 10, "latency": "1us", "of": "app" }
      }
    }
    """
}
