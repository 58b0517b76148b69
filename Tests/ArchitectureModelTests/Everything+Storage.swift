extension Everything {
  /// Every key of databases, and the faults that only they have.
  static let storage = """
    {
      "format": 1,
      "clients": {
        "web": { "arrivals": { "constant": "10/s" }, "calls": "app" }
      },
      "components": {
        "app": { "kind": "service", "workers": 4,
                 "handles": { "*": [ { "call": "file", "as": "read" }, { "call": "server", "as": "write" },
                                 { "call": "pooled", "as": "scan" }, { "call": "each", "as": "read" },
                                 { "transaction": "server", "lockTimeout": "50ms", "do": [ { "call": "server", "as": "write" } ],
                                   "otherwise": [ { "respond": 409 } ] },
                                 { "transaction": "file", "begin": "immediate", "do": [ { "call": "file", "as": "write" } ] } ] } },
        "file": {
          "kind": "database", "connections": 15,
          "singleWriter": { "journal": "wal", "busyTimeout": "1s" },
          "read": "2ms", "write": { "time": "7ms", "locked": { "exponential": "2ms" }, "commit": "5ms" }
        },
        "server": {
          "kind": "database", "connections": 20, "cores": 4, "lockTimeout": "1s", "deadlockTimeout": "2s",
          "replication": { "replicas": 2, "lag": "50ms", "reads": "80%", "readYourWrites": "5s",
                           "failover": { "detection": "20s", "promotion": { "exponential": "5s" } } },
          "checkpoints": { "every": "5m", "for": "10s", "slowdown": 4 },
          "write": { "cpu": "1ms", "locked": "5ms" },
          "operations": { "report": { "time": "50ms", "cpu": { "exponential": "9ms" } },
                          "count": { "locked": "1ms", "row": "total" } }
        },
        "pooled": {
          "kind": "database", "maxConnections": 100, "connecting": { "exponential": "20ms" },
          "connections": { "size": 10, "minimumIdle": 2, "idleTimeout": "5m",
                           "maximumLifetime": "20m", "creationPause": "10ms" },
          "diskSlots": 2, "operations": { "scan": { "disk": { "exponential": "5ms" } } }
        },
        "each": {
          "kind": "database", "connections": "unlimited", "maxConnections": 100,
          "connecting": "20ms", "read": "2ms"
        }
      },
      "faults": [
        { "at": "1m", "for": "10s", "outage": "file", "mode": "locked" },
        { "at": "2m", "for": "10s", "outage": [ "file", "server" ], "mode": "readOnly" }
      ]
    }
    """
}
