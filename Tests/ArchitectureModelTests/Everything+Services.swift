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
        "fifth": {
          "kind": "service", "instances": 2, "processes": 3, "spread": [3, 0.5, 0], "workers": 5,
          "backlog": 10, "overflow": "drop", "readiness": "5s",
          "stores": { "users": "instance", "jobs": "process", "all": "service" },
          "handles": { "*": [
            { "insert": "users" }, { "find": "jobs", "absent": [ { "respond": 204 } ] },
            { "remove": "all", "absent": [] }, { "find": "all" }
          ] },
          "shutdown": {
            "manner": "cancel", "grace": "20s", "preStop": "2s", "deregister": "1s" },
          "autoscale": {
            "utilisation": "60%", "min": 2, "max": 9, "every": "20s", "delay": "30s", "tolerance": "5%",
            "up": { "stabilisation": "10s", "choice": "smallest",
                    "steps": [ { "instances": 2, "per": "1m" }, { "percent": 50, "per": "30s" } ] },
            "down": { "choice": "never", "steps": [] }
          }
        },
        "sixth": { "kind": "service", "work": "1ms", "autoscale": { "inFlight": 2.5, "max": 2 } },
        "seventh": { "kind": "service", "work": "1ms", "autoscale": { "queue": 2, "max": 2 } },
        "eighth": { "kind": "service", "work": "1ms", "autoscale": { "requests": "9/s", "max": 2 } },
        "memory": { "kind": "cache", "capacity": 10, "latency": "1us", "of": "app" }
      }
    }
    """
}
