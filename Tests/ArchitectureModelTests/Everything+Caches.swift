extension Everything {
  /// Every key of caches and of the steps that use them.
  static let caches = """
    {
      "format": 1,
      "clients": {
        "web": {
          "arrivals": { "constant": "10/s" }, "calls": "app",
          "requests": {
            "GET": { "about": "item", "key": { "sequential": 1100 } },
            "PUT": { "about": "item", "key": { "sequential": { "keys": 1024, "first": 76 } } }
          }
        }
      },
      "components": {
        "app": {
          "kind": "service", "workers": 4,
          "handles": {
            "GET": [
              { "cached": { "in": "shared", "ttl": "60s", "jitter": "10%", "coalesce": true,
                            "timeout": "50ms", "onFailure": "error",
                            "otherwise": [ { "call": "database", "as": "read" } ] } },
              { "get": "local", "then": [ { "count": "there" } ], "else": [ { "count": "absent" } ],
                "timeout": "5ms", "otherwise": [ { "count": "down" } ] },
              { "increment": "local", "ttl": "60s", "jitter": "5s", "above": 20,
                "then": [ { "respond": 429 } ], "else": [], "timeout": "5ms", "otherwise": [] }
            ],
            "PUT": [
              { "written": { "in": "shared", "by": "write-behind", "ttl": "60s", "jitter": "1s",
                             "buffer": { "delay": "2s", "batch": 50, "capacity": 500 },
                             "timeout": "50ms", "onFailure": "error",
                             "do": [ { "call": "database", "as": "write" } ] } },
              { "set": "local", "ttl": "60s", "jitter": "20%", "timeout": "5ms", "otherwise": [] },
              { "delete": "local", "timeout": "5ms", "otherwise": [] }
            ]
          }
        },
        "shared": {
          "kind": "cache", "capacity": 1024, "latency": "0.1ms", "threads": 1, "connections": 100,
          "stale": { "whileRevalidating": "30s", "ifError": "5m", "inBackground": true,
                     "renewalLimit": "2s" },
          "earlyExpiration": 1, "absences": { "ttl": "5s", "capacity": 100 },
          "leases": { "interval": "3s", "pause": "5ms" }
        },
        "local": { "kind": "cache", "capacity": 64, "latency": "1us", "of": "app", "idle": "10m" },
        "database": { "kind": "database", "connections": 20, "read": "2ms", "write": "5ms" }
      }
    }
    """
}
