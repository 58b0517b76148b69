extension Everything {
  /// Clients and components of every kind that stand in zones, and what strikes these.
  static let zones = """
    {
      "format": 1,
      "network": {
        "latency": "250us",
        "zones": {
          "within": { "latency": "200us", "loss": "0.01%" },
          "between": { "latency": { "exponential": "1ms" }, "loss": "0.1%" },
          "links": [ { "from": "a", "to": "b", "latency": "2ms", "loss": "1%" } ]
        }
      },
      "clients": { "web": { "arrivals": { "poisson": "10/s" }, "calls": "edge", "zone": "a" } },
      "components": {
        "edge": { "kind": "gateway", "calls": "balancer", "zone": "a" },
        "balancer": { "kind": "balancer", "over": "app", "zones": ["a", "b", "c"], "workers": 3,
                      "zoneRouting": { "rule": "zoneAware", "minimumTargets": 3 } },
        "single": { "kind": "balancer", "over": "app", "zone": "b",
                    "zoneRouting": { "rule": "preferClose" } },
        "app": { "kind": "service", "instances": 6, "zones": ["a", "b", "c"],
                 "handles": { "*": [ { "call": "database", "as": "read" }, { "enqueue": "jobs" },
                                     { "cached": { "in": "cache", "otherwise": [] } },
                                     { "call": "other" } ] } },
        "other": { "kind": "service", "zone": "c", "work": "1ms" },
        "cache": { "kind": "cache", "capacity": 10, "latency": "1ms", "zone": "b" },
        "jobs": { "kind": "queue", "workers": 1, "steps": [ { "call": "single" } ], "zone": "c" },
        "database": { "kind": "database", "connections": 5, "read": "1ms", "zones": ["a", "b"],
                      "replication": { "replicas": 1, "lag": "10ms" } },
        "archive": { "kind": "database", "connections": 5, "read": "1ms", "zone": "c" }
      },
      "faults": [
        { "at": "1m", "for": "10s", "zoneOutage": "a", "name": "fire" },
        { "every": { "exponential": "1m" }, "for": "1s", "crews": 1, "zoneOutage": "b" },
        { "when": { "metric": "queue", "of": "app", "above": 100 }, "for": "1s", "zoneOutage": "c" },
        { "at": "1m", "for": "10s", "zonePartition": "a", "from": "b", "way": "there",
          "mode": "refuse", "name": "digger" },
        { "every": { "exponential": "1m" }, "for": "1s", "crews": 1, "zonePartition": "b" },
        { "when": { "metric": "queue", "of": "app", "above": 100 }, "for": "1s",
          "zonePartition": "c" }
      ]
    }
    """
}
